import { chatServers, folders, places } from "./places.ts";
import type { World } from "./world.ts";

/** Faults by name, with what they are aimed at. */
export const faultNames: readonly string[] = [
  ...places.flatMap(({ name }) => [`instance-stopped:${name}`, `refusing-logins:${name}`, `black-holed:${name}`]),
  "share-gone",
  "share-full",
  "file-missing",
  "file-truncated",
  "file-bit-flipped",
  "job-disabled",
  ...chatServers.map(({ fqdn }) => `service-will-not-start:${fqdn}`),
  "management-store-dead",
  "replicas-stale",
];

/** Brings files, sessions and jobs in line with the faults that are on. */
export function applyFaults(world: World): void {
  hide(world, "shares/fsto01/LogShip", world.faults.has("share-gone"));
  for (const root of ["shares/fsto01/Mirror", "shares/fsto01/NewLogs", "disks/sqlto01/D"])
    hide(world, root, !world.siteUp.other);
  world.disk.isFull = (path) =>
    world.faults.has("share-full") && path.toLowerCase().startsWith(folders.backupShare.toLowerCase());
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
