import { applyFileFaults, backUpOutOfBand, suspendMirroring, toggleRecoveryModel } from "./file-faults.ts";
import { applyHomeScenarios } from "./home-scenarios.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { folders } from "./places.ts";
import { applySettingsFaults } from "./settings-faults.ts";
import type { World } from "./world.ts";

/** Brings files, sessions and jobs in line with the faults that are on. */
export function applyFaults(world: World): void {
  applyHomeScenarios(world);
  hide(world, "shares/fsto01/LogShip", world.faults.has("share-gone"));
  standInTheWay(world, "shares/fsto01/LogShip/mgc", world.faults.has("share-unreadable"));
  for (const root of ["shares/fsto01/Mirror", "shares/fsto01/NewLogs", "disks/sqlto01/D"])
    hide(world, root, !world.siteUp.other);
  world.disk.isFull = ({ host, path }) =>
    (world.faults.has("share-full") && path.toLowerCase().startsWith(folders.backupShare.toLowerCase())) ||
    (/^d:/i.test(path) && (world.instance(host)?.freeBytes ?? 1n) === 0n);
  world.disk.isReadOnly = ({ path }) =>
    world.faults.has("share-read-only") && path.toLowerCase().startsWith(folders.backupShare.toLowerCase());
  for (const instance of world.instances.values()) if (!instance.up) instance.sessions.killAll();
  if (world.faults.has("job-disabled")) {
    const job = world
      .instance("sqlto01\\PCHAT")
      ?.msdb("sysjobs")
      .find((row) => String(row.name).startsWith("LSRestore_"));
    if (job) job.enabled = 0;
  }
  for (const instance of world.instances.values()) recover(world, instance);
  applyFileFaults(world);
  if (world.faults.has("out-of-band-log-backup")) backUpOutOfBand(world);
  if (world.faults.has("recovery-model-toggled")) toggleRecoveryModel(world);
  if (world.faults.has("mirroring-suspended")) suspendMirroring(world);
  applySettingsFaults(world);
}

/** After a hard stop: the user databases are not open yet, for as long as the fault is on. */
function recover(world: World, instance: InstanceWorld): void {
  const isOn = world.faults.has(`recovering:${instance.name}`);
  const [from, to] = isOn ? (["ONLINE", "RECOVERING"] as const) : (["RECOVERING", "ONLINE"] as const);
  for (const db of instance.databases()) {
    if (db.id <= 4 || db.state !== from || db.redo) continue;
    db.state = to;
    for (const session of instance.sessions.inDatabase(db.name)) instance.sessions.kill(session.spid);
  }
}

function hide(world: World, root: string, hidden: boolean): void {
  const { store } = world.disk;
  const away = `${root}.gone`;
  if (hidden && store.isFolder(root) && !store.isFolder(away)) store.rename(root, away);
  if (!hidden && store.isFolder(away)) store.rename(away, root);
}

/** A folder that is there and cannot be listed, for any account: rights would not stop an administrator. */
function standInTheWay(world: World, root: string, inTheWay: boolean): void {
  const { store } = world.disk;
  const hidden = store.isFolder(`${root}.gone`);
  if (!inTheWay && hidden) store.remove(root);
  if (inTheWay === hidden || (inTheWay && !store.isFolder(root))) return;
  hide(world, root, inTheWay);
  if (inTheWay) store.write(root, new Uint8Array(1));
}
