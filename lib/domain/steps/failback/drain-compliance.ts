import { countComplianceBacklog } from "#lib/domain/commands/failback-observations.ts";
import { readDatabase } from "#lib/domain/commands/observations.ts";
import { type RunState, resultOf } from "#lib/domain/run/run-state.ts";
import { evidenceAct } from "#lib/domain/steps/act.ts";
import { abort, goOn, retry } from "#lib/domain/steps/choices.ts";
import { check, finding } from "#lib/domain/steps/finding.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { Act, Check, LiveContext, NextActs } from "#lib/domain/steps/step.ts";
import { failbackOf } from "./pins.ts";

/** `waiting` null: there is an mgccomp and its events could not be counted. */
type Backlog = { readonly instance: string; readonly waiting: number | null; readonly found: string };

const patienceMs = 60_000;
const asks = "stop-other-chat:compliance:";

/**
 * Chat has stopped and the adapter still runs: it is waited for, a minute at a time, until it has written every event out, or a person
 * signs for what waits (dba-notes 18). Only then is the compliance service stopped: `settled`.
 */
export function drainCompliance(
  plan: PinnedPlan,
  run: RunState,
): { readonly acts: readonly Act[]; readonly question?: NonNullable<NextActs["question"]>; readonly settled: boolean } {
  const answers = run.taken.filter((t) => t.decision.id.startsWith(asks));
  const isSigned = answers.some((t) => t.choice === "go-on");
  const looks = answers.length + (isSigned ? 0 : 1);
  const acts = Array.from({ length: looks }, (_, i) =>
    evidenceAct(`compliance-backlog:${i + 1}`, failbackOf(plan).source, waitDrained),
  );
  const last = resultOf(run, `compliance-backlog:${looks}`) as Backlog | undefined;
  if (isSigned || last?.waiting === 0) return { acts, settled: true };
  if (!last) return { acts, settled: false };
  const facts = { check: "compliance-drained", verdict: last.waiting === null ? "unknown" : "fail", ...textOf(last) };
  return {
    acts,
    settled: false,
    question: { key: "compliance", kind: "check-failed", facts, choices: [retry, goOn, abort], suggested: "retry" },
  };
}

/** What is left when the step ends: nothing, or what a person signed for, which then stays named as open. */
export const complianceDrained: Check = check(
  "compliance-drained",
  async (ctx) => {
    const left = await readBacklog(ctx);
    const verdict = left.waiting === null ? "unknown" : left.waiting === 0 ? "pass" : "fail";
    return finding(ctx, "compliance-drained", verdict, textOf(left));
  },
  { onBad: "record" },
);

const textOf = ({ instance, waiting, found }: Backlog) => ({
  instance,
  waiting: waiting === null ? "not known" : String(waiting),
  found,
});

async function waitDrained(ctx: LiveContext): Promise<Backlog> {
  const until = ctx.ports.clock.monotonicMs() + patienceMs;
  for (;;) {
    const now = await readBacklog(ctx);
    if (now.waiting === 0 || ctx.ports.clock.monotonicMs() >= until) return now;
    await ctx.ports.clock.sleep(1_000, ctx.act.signal);
  }
}

/** Counted where mgccomp of the other site is open: on the instance that serves chat, or on its mirroring partner. */
async function readBacklog(ctx: LiveContext): Promise<Backlog> {
  const { sql } = ctx.ports;
  const { source } = failbackOf(ctx.plan);
  const own = await readDatabase(sql, source, "mgccomp");
  if (own.state === null) return { instance: source, waiting: 0, found: "no mgccomp there" };
  const instance = own.role === "MIRROR" ? (own.partner ?? source) : source;
  const open = instance === source ? own : await readDatabase(sql, instance, "mgccomp");
  const found = open.state ?? "absent";
  if (found !== "ONLINE") return { instance, waiting: null, found };
  return { instance, waiting: await countComplianceBacklog(sql, instance), found };
}
