import { backUp, plainBackup } from "./backup.ts";
import { readMedia, writeSet } from "./backup-file.ts";
import { stampOf } from "./log-shipping-history.ts";
import { newGuid } from "./lsn.ts";
import { folders } from "./places.ts";
import type { World } from "./world.ts";

/** What can happen to one log backup on the share that the other site has not copied yet. Each happens once; then the fault is spent. */
export const fileFaults = [
  "file-missing",
  "file-truncated",
  "file-bit-flipped",
  "file-duplicated",
  "file-renamed",
  "file-foreign",
  "file-other-fork",
] as const;
type FileFault = (typeof fileFaults)[number];

const host = "sqlto01";

export function applyFileFaults(world: World): void {
  for (const fault of fileFaults) if (world.faults.has(fault)) damage(world, fault);
}

function waitingFile(world: World): string | null {
  const share = { host, path: folders.backupShare };
  if (!world.disk.folderExists(share)) return null;
  const names = world.disk
    .list(share)
    .map((file) => file.name)
    .filter((name) => /\.trn$/i.test(name))
    .sort();
  return names.slice(-2).find((one) => !world.disk.exists({ host, path: `${folders.copyFolder}\\${one}` })) ?? null;
}

function damage(world: World, fault: FileFault): void {
  const name = waitingFile(world);
  if (name === null) return;
  const at = { host, path: `${folders.backupShare}\\${name}` };
  const bytes = world.disk.read(at);
  if (acts[fault](world, { at, name, bytes })) world.faults.delete(fault);
}

type Found = {
  readonly at: { readonly host: string; readonly path: string };
  readonly name: string;
  readonly bytes: Uint8Array;
};
const later = (name: string): string => name.replace(/\d(?=\.trn$)/i, (digit) => String((Number(digit) + 1) % 10));

/** True when it was done. */
const acts: Readonly<Record<FileFault, (world: World, found: Found) => boolean>> = {
  "file-missing": (world, { at }) => {
    world.disk.remove(at);
    return true;
  },
  "file-truncated": (world, { at, bytes }) => {
    world.disk.write(at, bytes.slice(0, Math.floor(bytes.length * 0.6)));
    return true;
  },
  "file-bit-flipped": (world, { at, bytes }) => {
    const flipped = Uint8Array.from(bytes);
    const where = bytes.length - 70;
    flipped[where] = (flipped[where] ?? 0) ^ 0x10;
    world.disk.write(at, flipped);
    return true;
  },
  "file-duplicated": (world, { name, bytes }) => {
    const path = `${folders.backupShare}\\${later(name)}`;
    if (world.disk.exists({ host, path })) return false;
    world.disk.write({ host, path }, bytes);
    return true;
  },
  "file-renamed": (world, { at, name }) => {
    world.disk.rename(at, `${folders.backupShare}\\Copy of ${name}`);
    return true;
  },
  "file-foreign": (world, { at }) => {
    const home = [...world.instances.values()].find((one) => one.up && one.database("mgccomp")?.state === "ONLINE");
    if (!home) return false;
    backUp(home, { ...plainBackup, kind: "log", database: "mgccomp", path: at.path, overwrite: true, copyOnly: true });
    return true;
  },
  "file-other-fork": (world, { at, bytes }) => {
    const media = readMedia(bytes);
    const set = media.kind === "sets" ? media.sets[0] : undefined;
    if (!set) return false;
    const fork = newGuid();
    const header = { ...set.meta.header, RecoveryForkID: fork, FirstRecoveryForkID: fork, ForkPointLSN: null };
    world.disk.write(at, writeSet({ ...set.meta, fork, firstFork: fork, forkPoint: null, header }, set.payload()));
    return true;
  },
};

/** Somebody takes a log backup beside log shipping: the chain of the share has a gap. Spent when it was done. */
export function backUpOutOfBand(world: World): void {
  const serving = [...world.instances.values()].find(
    (one) => one.up && one.database("mgc")?.state === "ONLINE" && one.database("mgc")?.lastLogBackup !== null,
  );
  if (!serving || serving.database("mgc")?.standbyFile !== null) return;
  const path = `D:\\SQLBackup\\somebody_${stampOf(serving.utcNow())}.trn`;
  backUp(serving, { ...plainBackup, kind: "log", database: "mgc", path, overwrite: true });
  world.faults.delete("out-of-band-log-backup");
}

/** SIMPLE and back: the chain is broken until the next full backup. A mirrored database refuses it, so it waits for one that is not. */
export function toggleRecoveryModel(world: World): void {
  for (const instance of world.instances.values()) {
    const db = instance.up ? instance.database("mgc") : null;
    if (db?.state !== "ONLINE" || db.mirroring || db.standbyFile !== null) continue;
    db.lastLogBackup = null;
    world.faults.delete("recovery-model-toggled");
    return;
  }
}

/** Somebody has suspended mirroring of mgc; it stays so until RESUME. */
export function suspendMirroring(world: World): void {
  for (const instance of world.instances.values()) {
    const own = instance.database("mgc")?.mirroring;
    if (own?.state === "SYNCHRONIZED") {
      own.state = "SUSPENDED";
      world.faults.delete("mirroring-suspended");
    }
  }
}
