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
  const sets = found.filter((s) => s.header.backupType === LOG && !s.header.isDamaged).map(withLsns);
  const byStart = [...sets].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : a.place - b.place));
  const apply: LogBackup[] = [];
  let at = BigInt(start.lsn);
  let fork = start.forkGuid.toUpperCase();
  // Those that begin at or before R and reach beyond it: R only grows, so what is behind it stays behind it.
  let reaching: Lsns[] = [];
  let next = 0;
  for (;;) {
    for (let s = byStart[next]; s && s.first <= at; s = byStart[++next]) reaching.push(s);
    reaching = reaching.filter((s) => at < s.last);
    const best = reaching.filter((s) => s.set.header.firstRecoveryForkId.toUpperCase() === fork).sort(fartherFirst)[0];
    if (!best) break;
    apply.push(best.set);
    at = best.last;
    fork = best.set.header.recoveryForkId.toUpperCase();
  }
  const later = byStart[next]?.set;
  return {
    apply,
    end: { lsn: at.toString(), forkGuid: fork },
    gap: later ? { from: at.toString(), to: later.header.firstLsn, firstAfter: later.file } : null,
    forks: reaching.sort((a, b) => a.place - b.place).map((s) => s.set),
  };
}

type Lsns = { readonly set: LogBackup; readonly first: bigint; readonly last: bigint; readonly place: number };

/** LSNs are read once, not at every comparison; `place` keeps the order in which the sets were found. */
function withLsns(set: LogBackup, place: number): Lsns {
  return { set, first: BigInt(set.header.firstLsn), last: BigInt(set.header.lastLsn), place };
}

function fartherFirst(a: Lsns, b: Lsns): number {
  if (a.last !== b.last) return a.last > b.last ? -1 : 1;
  if (a.set.folder !== b.set.folder) return a.set.folder === "copyFolder" ? -1 : 1;
  return a.place - b.place;
}

/** Compares two LSNs given as decimal text. Lengths differ, so text order is wrong. */
export function compareLsn(a: string, b: string): -1 | 0 | 1 {
  const x = BigInt(a);
  const y = BigInt(b);
  return x < y ? -1 : x > y ? 1 : 0;
}
