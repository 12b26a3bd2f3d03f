import { applyHomeScenarios, homeScenarios } from "./home-scenarios.ts";
import { chatServers, folders, places } from "./places.ts";
import type { World } from "./world.ts";

/** Faults by name, with what they are aimed at. */
export const faultNames: readonly string[] = [
  ...places.flatMap(({ name }) => [
    `instance-stopped:${name}`,
    `refusing-logins:${name}`,
    `black-holed:${name}`,
    `newer-version:${name}`,
    `disk-full:${name}`,
    `database-refused:${name}`,
  ]),
  "share-gone",
  "share-unreadable",
  "share-full",
  "file-missing",
  "file-truncated",
  "file-bit-flipped",
  "job-disabled",
  ...["backup", "copy", "restore"].map((job) => `job-never-ends:${job}`),
  "monitor-dead",
  ...chatServers.map(({ fqdn }) => `service-will-not-start:${fqdn}`),
  "management-store-dead",
  "replicas-stale",
  "compliance-stuck",
  ...homeScenarios,
];

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
  for (const instance of world.instances.values()) if (!instance.up) instance.sessions.killAll();
  if (world.faults.has("job-disabled")) {
    const job = world
      .instance("sqlto01\\PCHAT")
      ?.msdb("sysjobs")
      .find((row) => String(row.name).startsWith("LSRestore_"));
    if (job) job.enabled = 0;
  }
  for (const fault of ["file-missing", "file-truncated", "file-bit-flipped"] as const)
    if (world.faults.has(fault)) damage(world, fault);
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

/** One file, once: the newest but one in the share that the other site has not copied yet; then the fault is spent. */
function damage(world: World, fault: "file-missing" | "file-truncated" | "file-bit-flipped"): void {
  const share = { host: "sqlto01", path: folders.backupShare };
  if (!world.disk.folderExists(share)) return;
  const names = world.disk
    .list(share)
    .map((file) => file.name)
    .filter((name) => /\.trn$/i.test(name))
    .sort();
  const name = names
    .slice(-2)
    .find((one) => !world.disk.exists({ host: "sqlto01", path: `${folders.copyFolder}\\${one}` }));
  if (!name) return;
  const at = { host: "sqlto01", path: `${folders.backupShare}\\${name}` };
  const bytes = world.disk.read(at);
  if (fault === "file-missing") world.disk.remove(at);
  else if (fault === "file-truncated") world.disk.write(at, bytes.slice(0, Math.floor(bytes.length * 0.6)));
  else {
    const flipped = Uint8Array.from(bytes);
    const where = bytes.length - 70;
    flipped[where] = (flipped[where] ?? 0) ^ 0x10;
    world.disk.write(at, flipped);
  }
  world.faults.delete(fault);
}
