import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProcedureId } from "#lib/domain/procedures/procedure-id.ts";
import type { Attestation, DecisionKind, RunEvent } from "#lib/domain/run/journal.ts";
import type { Order, PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { type ConsoleProcess, startConsoleProcess, type Who } from "./console-process.ts";
import { type Lab, startLabProcess } from "./lab-process.ts";
import { until } from "./processes.ts";

const endedStates = ["succeeded", "succeeded-service-not-proven", "aborted", "failed"];
type Asked = NonNullable<RunView["decision"]>;
export type Answer = {
  readonly reason?: string;
  readonly typedName?: string;
  readonly attestations?: readonly Attestation[];
};

export type BenchConsole = Pick<ConsoleProcess, "call" | "kill" | "stop" | "startAgain"> & {
  /** Makes a plan and waits for it. @throws Error with the job's message when it cannot be made */
  readonly plan: (procedure: ProcedureId, order?: Order) => Promise<PlanView>;
  readonly pinned: (planId: string) => Promise<PinnedPlan>;
  /** Starts the run of a plan and types what it wants typed. */
  readonly start: (plan: PlanView, reason?: string) => Promise<string>;
  readonly run: (runId: string) => Promise<RunView>;
  readonly events: (runId: string) => Promise<readonly RunEvent[]>;
  /** Answers the decision that is open. */
  readonly decide: (runId: string, choice: string, answer?: Answer, who?: Who) => Promise<void>;
  readonly pause: (runId: string) => Promise<void>;
  readonly resume: (runId: string) => Promise<void>;
  readonly abort: (runId: string, reason?: string) => Promise<void>;
  /** Waits until the run asks (that kind); throws when it ends or asks something else. */
  readonly untilDecision: (runId: string, kind?: DecisionKind) => Promise<Asked>;
  /** Waits until the run is over; throws when it asks something instead. */
  readonly untilEnded: (runId: string) => Promise<RunView>;
  /** Waits for an event of the run, old or new. */
  readonly untilEvent: (runId: string, is: (event: RunEvent) => boolean) => Promise<RunEvent>;
  /** Waits for the point of no return and confirms it, with a word for every opposite instance. */
  readonly attest: (runId: string) => Promise<void>;
};
export type Bench = {
  readonly dir: string;
  readonly lab: Lab;
  readonly console: BenchConsole;
  /** Waits until the console has kept so many samples of the rooms, as one of a pool that has been running has: 3 by default, 15 s. */
  readonly sampled: (samples?: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A lab and a console of their own, in a folder of their own; both are processes. `env` goes to the console. */
export async function openBench(options: { readonly env?: Readonly<Record<string, string>> } = {}): Promise<Bench> {
  const dir = mkdtempSync(join(tmpdir(), "pchat-bench-"));
  const lab = await startLabProcess(join(dir, "lab"));
  const started = await startConsoleProcess(dir, options.env ?? {}).catch(async (e: unknown) => {
    await lab.close();
    throw e;
  });
  return {
    dir,
    lab,
    console: benchConsole(started),
    sampled: async (samples = 3) => {
      const kept = () => started.call<readonly unknown[]>("watermarks", { limit: samples });
      await until(`${samples} samples`, async () => ((await kept()).length >= samples ? true : null), 120_000);
    },
    close: async () => {
      await started.kill();
      await lab.close();
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Given for every instance that does not answer: what a person outside the console says. */
export function wordFor(instance: string): Attestation {
  return {
    instance,
    switchedOff: "The power of rack 4 is off",
    confirmedBy: "Marta Riva, site security",
    confirmedAt: new Date().toISOString(),
  };
}

async function makePlan(call: ConsoleProcess["call"], input: Readonly<Record<string, string>>): Promise<PlanView> {
  const { planId } = await call<{ planId: string }>("planRun", input);
  const looked = async () => {
    const job = await call<{ status: string; message?: string } | null>("getPlanJob", { planId });
    if (job?.status === "failed") return { refused: job.message ?? "without a word" };
    const view = await call<PlanView | null>("getPlan", { planId });
    return view && { view };
  };
  const made = await until("a plan", looked, 60_000);
  if (!("view" in made)) throw new Error(made.refused);
  return made.view;
}

function benchConsole(process: ConsoleProcess): BenchConsole {
  const { call } = process;
  const run = (runId: string) => call<RunView>("getRun", { runId });
  const events = (runId: string) => call<readonly RunEvent[]>("events", { runId });
  const move =
    (verb: string) =>
    (runId: string, reason = "by a test") =>
      call<void>(verb, { runId, reason });
  const decide: BenchConsole["decide"] = async (runId, choice, answer = {}, who = "operator") => {
    const asked = (await run(runId)).decision;
    if (!asked) throw new Error(`nothing is asked, so ${choice} answers nothing`);
    const given = { reason: "by a test", typedName: "", attestations: [], ...answer };
    await call("decide", { runId, decisionId: asked.id, choice, ...given }, who);
  };
  const untilDecision: BenchConsole["untilDecision"] = (runId, kind) =>
    untilSettled(runId, kind ?? "a decision", run, (now) =>
      now.decision && (kind === undefined || now.decision.kind === kind) ? now.decision : null,
    );
  return {
    ...process,
    run,
    events,
    decide,
    untilDecision,
    plan: async (procedure, order) => {
      const make = () => makePlan(call, { procedure, ...(order ? { order } : {}) });
      if (procedure !== "mirror-failover") return make();
      // A lab that has just been started needs a moment until home's mirror is in step.
      const inStep = async () => {
        const plan = await make();
        return plan.blocking.length === 0 ? plan : null;
      };
      return until("a mirror in step", inStep, 60_000);
    },
    pinned: (planId) => call("pinned", { planId }),
    start: async (plan, reason = "INC-48213, by a test") =>
      (await call<{ runId: string }>("startRun", { planId: plan.id, reason, typedName: plan.typedName })).runId,
    pause: move("pauseRun"),
    resume: move("resumeRun"),
    abort: move("abortRun"),
    untilEnded: (runId) =>
      untilSettled(runId, "its end", run, (now) => (endedStates.includes(now.status) ? now : null)),
    untilEvent: (runId, is) =>
      until("an event of the run", async () => (await events(runId)).find(is) ?? null, 120_000),
    attest: async (runId) => {
      const asked = await untilDecision(runId, "point-of-no-return");
      const pool = await call<Pool>("pool");
      const opposite = Object.keys(asked.facts).flatMap((k) => (k.startsWith("opposite:") ? [k.slice(9)] : []));
      await decide(runId, "confirm", { typedName: pool.sites.other, attestations: opposite.map(wordFor) });
    },
  };
}

/** Looks again until the run is where the caller wants it, and says what stands in the way if it cannot get there. */
async function untilSettled<T>(
  runId: string,
  wanted: string,
  run: (runId: string) => Promise<RunView>,
  pick: (now: RunView) => T | null,
): Promise<T> {
  let seen: RunView | null = null;
  const look = async () => {
    seen = await run(runId);
    const found = pick(seen);
    if (found !== null) return { found };
    const over = endedStates.includes(seen.status);
    return over || seen.decision ? { found: null } : null;
  };
  const settled = await until(`${runId} reaching ${wanted}`, look, 120_000).catch((e: unknown) => {
    throw new Error(`${String(e)}; the run: ${story(seen)}`);
  });
  if (settled.found === null) throw new Error(`the run did not reach ${wanted}: ${story(seen)}`);
  return settled.found;
}

function story(run: RunView | null): string {
  if (run === null) return "never seen";
  const asked = run.decision ? `, asks ${run.decision.kind} ${JSON.stringify(run.decision.facts)}` : "";
  const wrong = run.steps.flatMap((s) => s.acts.filter((a) => a.error !== null).map((a) => `${a.id}: ${a.error}`));
  return `${run.label} is ${run.status} at ${run.currentStepId}${asked}${wrong.length > 0 ? `; ${wrong.join("; ")}` : ""}`;
}
