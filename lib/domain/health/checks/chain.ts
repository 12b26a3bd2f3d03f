import type { ChainProblem, ChainReading } from "#lib/domain/health/chain-proof.ts";
import {
  believed,
  believedSection,
  type Check,
  type CheckContext,
  type Judgement,
  judged,
} from "#lib/domain/health/check.ts";
import { copies, every } from "./pool-parts.ts";
import { shippingFacts } from "./shipping-parts.ts";

const base = {
  family: "chain",
  cost: "headers",
  everySeconds: every.chain,
  threshold: null,
  onlyNormal: true,
} as const;

/** The log backups themselves, by their headers. Source: sql-server.md B6, dba-notes 3 and 34. */
export const chainChecks: readonly Check[] = [
  {
    ...base,
    id: "chain-unbroken",
    needed: ["failover", "switchover"],
    judge: (ctx) =>
      ofChain(ctx, (chain, at) => {
        const facts = {
          "redo LSN": chain.redo.lsn,
          "proven to LSN": chain.end.lsn,
          "files to apply": chain.toApply,
          "last file": chain.lastFile,
        };
        const against = problemsOf(chain, ["gap", "missing", "fork"]);
        // A file that has not been read yet may be the one that is missing.
        if (against.length > 0 && chain.unread > 0)
          return judged(null, "unknown", { ...facts, "still to read": chain.unread }, at);
        return judged(null, against.length > 0 ? "bad" : "good", { ...facts, ...saying(against) }, at);
      }),
  },
  {
    ...base,
    id: "chain-readable",
    needed: ["failover", "switchover"],
    judge: (ctx) =>
      ofChain(ctx, (chain, at) => {
        const against = problemsOf(chain, ["unreadable", "changed"]);
        const isBroken = against.some(({ weight }) => weight === "broken");
        const facts = { "headers read": chain.filesRead, "still to read": chain.unread, ...saying(against) };
        return judged(null, isBroken ? "bad" : against.length > 0 ? "warning" : "good", facts, at);
      }),
  },
  {
    ...base,
    id: "chain-names",
    needed: [],
    judge: (ctx) =>
      ofChain(ctx, (chain, at) => {
        const against = problemsOf(chain, ["out-of-order", "duplicate", "misnamed", "foreign"]);
        return judged(
          null,
          against.length > 0 ? "warning" : "good",
          { "headers read": chain.filesRead, ...saying(against) },
          at,
        );
      }),
  },
  { ...base, id: "out-of-band-backups", cost: "statement", everySeconds: every.work, needed: [], judge: outOfBand },
];

function ofChain(ctx: CheckContext, judge: (chain: ChainReading, at: string) => Judgement): readonly Judgement[] {
  const seen = believed(ctx, ctx.seen.chain, { target: null, everySeconds: every.chain });
  return ["unknown" in seen ? seen.unknown : judge(seen.value, seen.at)];
}

const problemsOf = (chain: ChainReading, kinds: readonly ChainProblem["kind"][]) =>
  chain.problems.filter(({ kind }) => kinds.includes(kind));

const saying = (problems: readonly ChainProblem[]) =>
  Object.fromEntries(
    problems.map(({ kind, files, why }, i) => [
      `${kind}${i === 0 ? "" : ` ${i + 1}`}`,
      `${files.slice(0, 5).join(", ")}${files.length > 5 ? " …" : ""} ${why}`.trim(),
    ]),
  );

/** A log backup that went somewhere else takes its part of the log with it: who took it, when, and where it lies. Copy-only ones break nothing. */
function outOfBand(ctx: CheckContext): readonly Judgement[] {
  const folders = shippingFacts(ctx).flatMap((each) =>
    "rows" in each ? each.rows.flatMap((row) => [row.folder, row.directory]) : [],
  );
  const known = [...folders, ctx.pool.folders.backupShare.asServer].map((each) =>
    each.replace(/\\+$/, "").toLowerCase(),
  );
  const inShipping = (file: string | null) =>
    file !== null && known.some((folder) => file.toLowerCase().startsWith(`${folder}\\`));
  return copies(ctx, "home").map(({ name }) => {
    const of = { target: name, everySeconds: every.work };
    const seen = believedSection(ctx, ctx.seen.work[name], { ...of, section: (work) => work.recentBackups });
    if ("unknown" in seen) return seen.unknown;
    const stray = seen.value.filter((each) => !each.isCopyOnly && !inShipping(each.file));
    const [newest] = stray;
    if (newest === undefined) return judged(name, "good", { "log backups in 24 h": seen.value.length }, seen.at);
    const facts = {
      found: stray.length,
      file: newest.file,
      "taken by": newest.userName,
      "finished (server's time)": newest.finishedLocal,
      "from LSN": newest.firstLsn,
      "to LSN": newest.lastLsn,
    };
    return judged(name, "warning", facts, seen.at);
  });
}
