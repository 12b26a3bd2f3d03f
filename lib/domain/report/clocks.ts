import type { RunEvent } from "#lib/domain/run/journal.ts";
import { type RunState, resultOf } from "#lib/domain/run/run-state.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { Watermark } from "#lib/domain/store-port.ts";
import type { StepView } from "#lib/domain/views/run-view.ts";
import { coveredSeconds, cutOffsOf, type Interval, waitsOf } from "./intervals.ts";
import type { Clock, Times } from "./report-view.ts";

type Told = {
  readonly plan: PinnedPlan;
  readonly plannedAt: string;
  readonly run: RunState;
  readonly events: readonly RunEvent[];
  readonly steps: readonly StepView[];
};

/** Steps that only look and prove. */
const validating = ["verify", "verify-home"];
/** After the last of these, users may chat again. */
const bringUsersBack = ["set-active-servers", "return-pool-state", "return-active-servers", "fail-over-mirror"];

/** The run's separate clocks, from nothing but what was recorded; what nobody observed is null and says why. Pure. */
export function timesOf({ plan, plannedAt, run, events, steps }: Told): Times {
  const until = run.finishedAt ?? events.at(-1)?.at ?? run.startedAt;
  const whole = { from: run.startedAt, to: until };
  const waits = waitsOf(events, until);
  const cutOffs = cutOffsOf(events);
  const validated = steps.find((s) => validating.includes(s.id))?.startedAt ?? null;
  const lastSign = lastSignOf(run, plan);
  const idle = [...waits, ...cutOffs];
  const worked = (from: string, to: string) => span(from, to) - coveredSeconds(idle, { from, to });
  const waitedSeconds = coveredSeconds(waits, whole);
  return {
    clocks: [
      detect(plan, { lastSign, plannedAt }),
      clock("decide", { from: plannedAt, to: run.startedAt }, span(plannedAt, run.startedAt) + waitedSeconds),
      clock("execute", { from: run.startedAt, to: validated ?? until }, worked(run.startedAt, validated ?? until)),
      validated === null
        ? { id: "validate", from: null, to: null, seconds: null, basis: "validate-not-reached" }
        : clock("validate", { from: validated, to: until }, worked(validated, until)),
    ],
    waitedSeconds,
    // Where a question stays open while nobody is at work, a person is waited for.
    cutOffSeconds: coveredSeconds(idle, whole) - waitedSeconds,
    runSeconds: run.finishedAt === null ? null : span(run.startedAt, run.finishedAt),
    lastSign,
    plannedAt,
    onlineAt: run.acts.get("bring-online")?.finishedAt ?? null,
    usersBackAt: usersBackAt(steps),
    provenAt: provenAt(steps),
  };
}

/** Nobody records the moment of a fault: what is known is the last sample of the lost side, and when somebody made a plan. */
function detect(plan: PinnedPlan, at: { readonly lastSign: string | null; readonly plannedAt: string }): Clock {
  const none = (basis: string): Clock => ({ id: "detect", from: null, to: null, seconds: null, basis });
  if (plan.procedure !== "failover") return none("detect-no-loss");
  if (at.lastSign === null) return none("detect-no-sample");
  if (at.lastSign >= at.plannedAt) return none("detect-still-answered");
  const seconds = span(at.lastSign, at.plannedAt);
  return { id: "detect", from: at.lastSign, to: at.plannedAt, seconds, basis: "detect" };
}

function lastSignOf(run: RunState, plan: PinnedPlan): string | null {
  const pinned = resultOf(run, "pin-watermarks") as { readonly newest: Watermark | null } | undefined;
  return plan.procedure === "failover" ? (pinned?.newest?.takenAt ?? null) : null;
}

function usersBackAt(steps: readonly StepView[]): string | null {
  const bringing = steps.filter((s) => bringUsersBack.includes(s.id));
  if (bringing.length === 0 || bringing.some((s) => s.status !== "done")) return null;
  return (
    bringing
      .map((s) => s.finishedAt ?? "")
      .sort()
      .at(-1) ?? null
  );
}

function provenAt(steps: readonly StepView[]): string | null {
  const passed = steps.flatMap((s) => s.findings).filter((f) => f.checkId === "test-message" && f.verdict === "pass");
  return passed.at(-1)?.at ?? null;
}

const clock = (id: Clock["id"], at: Pick<Interval, "from" | "to">, seconds: number): Clock => ({
  id,
  from: at.from,
  to: at.to,
  seconds,
  basis: id,
});

const span = (from: string, to: string) => Math.max(0, Date.parse(to) - Date.parse(from)) / 1_000;
