import { stampOf } from "#lib/domain/health/log-shipping-lags.ts";
import type { FileEntry } from "#lib/domain/ports.ts";

type Load = { readonly files: number; readonly bytes: bigint };
type Listings = {
  /** null: the folder could not be listed. */
  readonly share: readonly FileEntry[] | null;
  readonly copyFolder: readonly FileEntry[] | null;
  /** The newest file that the target says it restored, as name or path; null: not known. */
  readonly lastRestored: string | null;
};

/**
 * What is still to copy and to apply as listed now, for the forecast of time only: which file is applied is decided in the run, by
 * header and LSN. Files newer than the last restored one, by the stamp in the name, else by the time of the file. A listing or a last
 * file that is not known gives null. Pure.
 */
export function backlog(at: Listings): { readonly copy: Load | null; readonly apply: Load | null } {
  const { share, copyFolder, lastRestored } = at;
  if (share === null || copyFolder === null || lastRestored === null) return { copy: null, apply: null };
  const last = lastRestored.slice(lastRestored.lastIndexOf("\\") + 1);
  const lastStamp = stampOf(last);
  const lastEntry = [...copyFolder, ...share].find((f) => f.name.toLowerCase() === last.toLowerCase());
  const isNewer = (file: FileEntry) => {
    const stamp = stampOf(file.name);
    if (stamp !== null && lastStamp !== null) return stamp > lastStamp;
    return lastEntry === undefined || file.modifiedAt > lastEntry.modifiedAt;
  };
  const isLog = (file: FileEntry) => file.name.toLowerCase().endsWith(".trn") && file.sizeBytes > 0n && isNewer(file);
  const have = new Set(copyFolder.map((f) => `${f.name}|${f.sizeBytes}`));
  const missing = share.filter((f) => isLog(f) && !have.has(`${f.name}|${f.sizeBytes}`));
  return { copy: load(missing), apply: load([...copyFolder.filter(isLog), ...missing]) };
}

const load = (files: readonly FileEntry[]): Load => ({
  files: files.length,
  bytes: files.reduce((sum, f) => sum + f.sizeBytes, 0n),
});
