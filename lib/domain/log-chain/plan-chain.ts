import type { BackupHeader } from "#lib/domain/ports.ts";

/** One log backup set as an instance read it, and where. */
export type LogBackup = {
  readonly folder: "backupShare" | "copyFolder";
  readonly file: string;
  readonly sizeBytes: string;
  readonly header: BackupHeader;
};

/** Where roll forward must start (sys.master_files.redo_start_lsn, redo_start_fork_guid), as text. */
export type RedoPoint = { readonly lsn: string; readonly forkGuid: string };

export type ChainPlan = {
  /** In the order to apply; each set once, the copy folder's file preferred. */
  readonly apply: readonly LogBackup[];
  readonly end: RedoPoint;
  /** Later sets exist but nothing reaches them. LSNs as text; `to` is the first LSN after the gap. */
  readonly gap: { readonly from: string; readonly to: string; readonly firstAfter: string } | null;
  /** Sets that would fit by LSN but lie on another recovery path. */
  readonly forks: readonly LogBackup[];
};

const LOG = 2;

/**
 * Which log backups to apply, and in which order: FirstLSN <= R < LastLSN on the redo point's fork, the farthest-reaching
 * one first; R moves to its LastLSN. LSNs are compared as BigInt, never as numbers or text. Pure.
 * Source: sql-server.md B6 (HEADERONLY columns), SQL Server "Apply Transaction Log Backups".
 */
export function planChain(start: RedoPoint, found: readonly LogBackup[]): ChainPlan {
  const sets = found.filter((s) => s.header.backupType === LOG && !s.header.isDamaged);
  const apply: LogBackup[] = [];
  let at = BigInt(start.lsn);
  let fork = start.forkGuid.toUpperCase();
  const fits = (s: LogBackup) => BigInt(s.header.firstLsn) <= at && at < BigInt(s.header.lastLsn);
  const sameFork = (s: LogBackup) => s.header.firstRecoveryForkId.toUpperCase() === fork;
  for (;;) {
    const next = sets.filter((s) => fits(s) && sameFork(s)).sort(fartherFirst)[0];
    if (!next) break;
    apply.push(next);
    at = BigInt(next.header.lastLsn);
    fork = next.header.recoveryForkId.toUpperCase();
  }
  const later = sets
    .filter((s) => BigInt(s.header.firstLsn) > at)
    .sort((a, b) => compareLsn(a.header.firstLsn, b.header.firstLsn))[0];
  return {
    apply,
    end: { lsn: at.toString(), forkGuid: fork },
    gap: later ? { from: at.toString(), to: later.header.firstLsn, firstAfter: later.file } : null,
    forks: sets.filter((s) => fits(s) && !sameFork(s)),
  };
}

function fartherFirst(a: LogBackup, b: LogBackup): number {
  const byEnd = compareLsn(b.header.lastLsn, a.header.lastLsn);
  if (byEnd !== 0) return byEnd;
  return a.folder === b.folder ? 0 : a.folder === "copyFolder" ? -1 : 1;
}

/** Compares two LSNs given as decimal text. Lengths differ, so text order is wrong. */
export function compareLsn(a: string, b: string): -1 | 0 | 1 {
  const x = BigInt(a);
  const y = BigInt(b);
  return x < y ? -1 : x > y ? 1 : 0;
}
