import { compareLsn, type LogBackup, planChain, type RedoPoint } from "#lib/domain/log-chain/plan-chain.ts";
import { stampOf } from "./log-shipping-lags.ts";

/** A file that cannot be read, holds no whole backup, or has changed since its header was read. */
export type BadFile = { readonly folder: LogBackup["folder"]; readonly file: string; readonly why: string };

/** What the proof rests on. */
export type ChainFacts = {
  readonly redo: RedoPoint;
  /** One entry per backup set read. */
  readonly sets: readonly LogBackup[];
  readonly unreadable: readonly BadFile[];
  /** Their size or time is not that of the first reading: a finished log backup never changes. */
  readonly changed: readonly BadFile[];
  /** Finished files whose header has not been read yet. */
  readonly unread: number;
  /** Last LSNs of log backups that home itself says it has written into the share, as text; without the newest, which may be on its way. */
  readonly expected: readonly string[];
};

export type ChainProblem = {
  readonly kind:
    | "gap"
    | "missing"
    | "fork"
    | "unreadable"
    | "changed"
    | "out-of-order"
    | "duplicate"
    | "misnamed"
    | "foreign";
  /** "broken": log shipping or a failover cannot get past it. "odd": it can, but nobody should have made it so. */
  readonly weight: "broken" | "odd";
  readonly files: readonly string[];
  readonly why: string;
};

/** Whether everything from the secondary's redo LSN to the newest log backup can be applied, one after the other. */
export type ChainReading = {
  readonly redo: RedoPoint;
  readonly end: RedoPoint;
  /** Files still to apply, in order. */
  readonly toApply: number;
  readonly lastFile: string | null;
  readonly filesRead: number;
  readonly unread: number;
  readonly problems: readonly ChainProblem[];
};

/**
 * Proves the chain, or says what stands against it. Found every time: a file that is missing (between two others, or named by home's own
 * history), one on another recovery path, one that cannot be read, was cut or has changed, two that hold the same set, and names that
 * stand in another order than their LSNs. A proof needs only what lies at and after the redo LSN: older files break nothing. Pure.
 */
export function proveChain(facts: ChainFacts): ChainReading {
  const own = facts.sets.filter((s) => s.header.databaseName.toLowerCase() === "mgc");
  const chain = planChain(facts.redo, own);
  const problems = [
    ...gaps(facts, chain),
    ...forks(chain),
    ...badFiles(facts, own, chain.end.lsn),
    ...order(own, facts.redo),
    ...duplicates(own),
    ...names(facts, own),
  ];
  return {
    redo: facts.redo,
    end: chain.end,
    toApply: chain.apply.length,
    lastFile: chain.apply.at(-1)?.file ?? null,
    filesRead: facts.sets.length,
    unread: facts.unread,
    problems,
  };
}

type Chain = ReturnType<typeof planChain>;

function gaps(facts: ChainFacts, chain: Chain): readonly ChainProblem[] {
  if (chain.gap !== null) {
    const { from, to, firstAfter } = chain.gap;
    const why = `nothing leads from LSN ${from} to ${to}, where ${firstAfter} begins`;
    return [{ kind: "gap", weight: "broken", files: [firstAfter], why }];
  }
  const beyond = facts.expected.filter((lsn) => compareLsn(lsn, chain.end.lsn) > 0).sort(compareLsn);
  const last = beyond.at(-1);
  if (last === undefined) return [];
  const why = `home wrote ${beyond.length} log backups up to LSN ${last} that are in neither folder; the chain ends at ${chain.end.lsn}`;
  return [{ kind: "missing", weight: "broken", files: [], why }];
}

function forks(chain: Chain): readonly ChainProblem[] {
  if (chain.forks.length === 0) return [];
  const files = chain.forks.map((s) => s.file);
  return [{ kind: "fork", weight: "broken", files, why: "they begin on another recovery path than the copy is on" }];
}

/** A bad file that the chain goes past, because its twin in the other folder is whole or it lies before the redo LSN, is only odd. */
function badFiles(facts: ChainFacts, own: readonly LogBackup[], end: string): readonly ChainProblem[] {
  const isPassed = ({ folder, file }: BadFile) =>
    own.some((s) => s.file === file && s.folder !== folder && compareLsn(s.header.lastLsn, end) <= 0);
  const isOld = ({ file }: BadFile) => {
    const stamp = stampOf(file);
    const applied = own
      .filter((s) => compareLsn(s.header.lastLsn, facts.redo.lsn) <= 0)
      .map((s) => stampOf(s.file) ?? 0);
    return stamp !== null && applied.some((each) => each > stamp);
  };
  const problem =
    (kind: "unreadable" | "changed") =>
    (bad: BadFile): ChainProblem => ({
      kind,
      weight: isPassed(bad) || isOld(bad) ? "odd" : "broken",
      files: [bad.file],
      why: `${bad.folder}: ${bad.why}`,
    });
  return [...facts.unreadable.map(problem("unreadable")), ...facts.changed.map(problem("changed"))];
}

/** Log shipping restores by name: names must stand in the order of the LSNs. */
function order(own: readonly LogBackup[], redo: RedoPoint): readonly ChainProblem[] {
  const named = own
    .flatMap((s) => {
      const stamp = stampOf(s.file);
      return stamp === null || compareLsn(s.header.lastLsn, redo.lsn) <= 0 ? [] : [{ ...s, stamp }];
    })
    .sort((a, b) => a.stamp - b.stamp || compareLsn(a.header.lastLsn, b.header.lastLsn));
  const wrong = named.filter((s, i) => {
    const before = named[i - 1];
    return before !== undefined && before.stamp < s.stamp && compareLsn(before.header.lastLsn, s.header.lastLsn) > 0;
  });
  if (wrong.length === 0) return [];
  const files = [...new Set(wrong.map((s) => s.file))];
  return [{ kind: "out-of-order", weight: "odd", files, why: "a later name holds an earlier part of the log" }];
}

function duplicates(own: readonly LogBackup[]): readonly ChainProblem[] {
  const bySet = new Map<string, Set<string>>();
  for (const s of own) {
    const key = `${s.folder}|${s.header.backupSetGuid}`;
    bySet.set(key, (bySet.get(key) ?? new Set()).add(s.file));
  }
  const twice = [...bySet.values()].filter((files) => files.size > 1).map((files) => [...files].sort());
  if (twice.length === 0) return [];
  const why = `the same backup under two names: ${twice.map((files) => files.join(" = ")).join("; ")}`;
  return [{ kind: "duplicate", weight: "odd", files: twice.flat(), why }];
}

/** The pattern by which log shipping finds its files. */
const isLogName = (file: string) => /^mgc_\d{14}\.trn$/i.test(file);

function names(facts: ChainFacts, own: readonly LogBackup[]): readonly ChainProblem[] {
  const foreign = facts.sets.filter((s) => s.header.databaseName.toLowerCase() !== "mgc");
  const odd = own.filter((s) => !isLogName(s.file) && compareLsn(s.header.lastLsn, facts.redo.lsn) > 0);
  return [
    ...(foreign.length === 0 ? [] : [about("foreign", foreign, "they hold another database")]),
    ...(odd.length === 0
      ? []
      : [about("misnamed", odd, "log shipping looks for mgc_<14 digits>.trn and will not find them")]),
  ];
}

const about = (kind: ChainProblem["kind"], sets: readonly LogBackup[], why: string): ChainProblem => ({
  kind,
  weight: "odd",
  files: [...new Set(sets.map((s) => s.file))],
  why,
});
