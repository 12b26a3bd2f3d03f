import { type BackupMeta, type ReadSet, readMedia } from "./backup-file.ts";
import { DiskError } from "./disk.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { refuse } from "./refuse.ts";

/** Reads a device as the instance's service account. Throws 3201, 3254, 3241, 3203. */
export function openMedia(instance: InstanceWorld, path: string): readonly ReadSet[] {
  let bytes: Uint8Array;
  try {
    bytes = instance.world.disk.read({ host: instance.host, path });
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    throw refuse(3201, `Cannot open backup device '${path}'. Operating system error ${error.message}.`, { state: 2 });
  }
  const media = readMedia(bytes);
  if (media.kind === "empty") throw refuse(3254, `The volume on device '${path}' is empty.`);
  if (media.kind === "malformed")
    throw refuse(
      3241,
      `The media family on device '${path}' is incorrectly formed. SQL Server cannot process this media family.`,
    );
  if (media.truncated) throw refuse(3203, `Read on "${path}" failed: ${new DiskError(38).message}`);
  return media.sets;
}

export function setAt(instance: InstanceWorld, at: { readonly path: string; readonly file: number }): ReadSet {
  const set = openMedia(instance, at.path)[at.file - 1];
  if (!set)
    throw refuse(3287, `The file ID ${at.file} on device '${at.path}' is incorrectly formed and can not be read.`);
  return set;
}

/** Every byte read and compared. Throws 3187, 3189. */
export function checkSet(set: ReadSet, wantsChecksum: boolean): BackupMeta {
  if (wantsChecksum && !set.meta.checksums)
    throw refuse(
      3187,
      "RESTORE WITH CHECKSUM cannot be specified because the backup set does not contain checksum information.",
    );
  if (set.damage === "flipped") throw refuse(3189, "Damage to the backup set was detected.");
  return set.meta;
}

/** 3169: a backup of a newer server cannot be restored here, for ever. Its header can be read. */
export function checkVersion(instance: InstanceWorld, set: ReadSet): void {
  const [made, own] = [set.meta.version, instance.catalog.version()];
  const isNewer = made[0] > own[0] || (made[0] === own[0] && made[1] > own[1]);
  if (!isNewer) return;
  throw refuse(
    3169,
    `The database was backed up on a server running version ${versionText(made)}. That version is incompatible with this server, which is running version ${versionText(own)}. Either restore the database on a server that supports the backup, or use a backup that is compatible with this server.`,
  );
}

function versionText([major, minor, build]: readonly [number, number, number]): string {
  return `${major}.${String(minor).padStart(2, "0")}.${build}`;
}
