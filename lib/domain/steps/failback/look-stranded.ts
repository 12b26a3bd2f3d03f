import { canonicalJson } from "#lib/domain/audit/chain.ts";
import { type Fingerprint, readFingerprint } from "#lib/domain/commands/failback-observations.ts";
import { isSettled, type RunState, resultOf } from "#lib/domain/run/run-state.ts";
import { evidenceAct } from "#lib/domain/steps/act.ts";
import type { Act, LiveContext, StepContext } from "#lib/domain/steps/step.ts";
import type { StrandedSettlement } from "#lib/domain/stranded/settlement.ts";
import { copiesSeen, opens } from "./home-copies.ts";

/** Whether what only home holds was exported, or given up by a named person, for exactly what home holds now. */
export type StrandedLook = {
  readonly verdict: "exported" | "waived" | "open";
  readonly facts: Readonly<Record<string, string>>;
};

/** Each time a person says "look again" there is one more look. */
const lookId = (run: RunState) =>
  `look-stranded:${1 + run.taken.filter((t) => t.decision.kind === "stranded-messages" && t.choice === "look-again").length}`;

/** The look that must be done before anything is asked; null when the newest one is done. */
export function strandedLook(ctx: StepContext): Act | null {
  const id = lookId(ctx.run);
  return isSettled(ctx.run, id) ? null : evidenceAct(id, ctx.plan.target, lookAtStranded);
}

/** What the newest look found; open until it is done. */
export function strandedSeen(run: RunState): StrandedLook {
  return (resultOf(run, lookId(run)) as StrandedLook | undefined) ?? { verdict: "open", facts: {} };
}

async function lookAtStranded(ctx: LiveContext): Promise<StrandedLook> {
  const open = copiesSeen(ctx.run, "look-home-again").filter(opens);
  const [settled, now] = await Promise.all([
    ctx.evidence.stranded(),
    Promise.all(open.map((copy) => readFingerprint(ctx.ports.sql, copy.instance))),
  ]);
  const [newest] = settled;
  const holding = settled.find((s) => covers(s, now));
  if (holding) return { verdict: holding.kind, facts: factsOf(holding) };
  if (!newest) return { verdict: "open", facts: { settled: "neither exported nor waived" } };
  return { verdict: "open", facts: { ...factsOf(newest), but: "home's content is not what it was then" } };
}

/** An export or waiver counts for the content that it was about, on every home copy that opens. */
function covers(settlement: StrandedSettlement, now: readonly Fingerprint[]): boolean {
  if (now.length === 0) return settlement.kind === "waived" && settlement.home === null;
  return now.every((f) => settlement.home !== null && canonicalJson(f) === canonicalJson(settlement.home));
}

function factsOf(s: StrandedSettlement): Readonly<Record<string, string>> {
  const messages = s.messages === null ? "not known how many" : `${s.messages} messages`;
  const about = { from: s.instance ?? "no copy that could be read", messages, by: `${s.person}, ${s.at}` };
  if (s.kind === "exported") return { settled: "exported", ...about, file: s.file, sha256: s.sha256 };
  return { settled: `waived by ${s.decidedBy}: ${s.reason}`, ...about };
}
