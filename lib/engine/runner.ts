import { procedures, stepsOf } from "#lib/domain/procedures/all.ts";
import { lossOf } from "#lib/domain/run/loss.ts";
import { abort, resume } from "#lib/domain/steps/choices.ts";
import type { PinnedPlan } from "#lib/domain/steps/step.ts";
import { RunStop } from "./engine-deps.ts";
import { settleUnknown } from "./run-act.ts";
import { liveContext, runStep, type StepRun } from "./run-step.ts";

/**
 * Goes through a procedure's stages from wherever the journal says the run stands; the steps of a stage are lanes.
 * Ends with run-finished, or leaves the run open when this process must stop. Safe to call again for the same run.
 */
export async function runProcedure(run: StepRun & { readonly plan: PinnedPlan }): Promise<void> {
  const { journal, plan } = run;
  try {
    await afterInterruption(run);
    for (const stage of procedures[plan.procedure].stages(plan.order)) {
      const broken = new AbortController();
      const stopWith = (go: () => Promise<void>) => async () => {
        if (broken.signal.aborted) throw new RunStop("lane-broke");
        await go();
      };
      const lane = { ...run, journal: { ...journal, pause: stopWith(journal.pause), gate: stopWith(journal.gate) } };
      const lanes = await Promise.allSettled(
        stage.map((step) =>
          runStep(lane, step).catch((e: unknown) => {
            broken.abort();
            throw e;
          }),
        ),
      );
      const failed = lanes.find(
        (l) => l.status === "rejected" && !(l.reason instanceof RunStop && l.reason.why === "lane-broke"),
      );
      if (failed?.status === "rejected") throw failed.reason;
    }
    await finish(run);
  } catch (e) {
    if (!(e instanceof RunStop)) throw e;
    if (e.why === "aborted") {
      const entered = stepsOf(plan.procedure, plan.order)
        .filter((s) => journal.state().steps.has(s.id))
        .at(-1);
      await journal.append(
        { kind: "run-finished", outcome: "aborted", detail: entered?.id ?? "not-started" },
        { finishedAt: run.deps.ports.clock.now().toISOString() },
      );
    }
    if (e.why === "cut-off")
      await journal.append({ kind: "interrupted", detail: "the console was stopped" }).catch(() => undefined);
  }
}

/** A run that another process left: what it had begun is observed, then a person says whether to go on. */
async function afterInterruption(run: StepRun): Promise<void> {
  const { journal, plan, deps } = run;
  const before = journal.state();
  const fresh = before.last <= 1;
  await journal.append({ kind: "runner-took", holder: deps.holder, token: journal.token });
  const waiting = before.open.find((o) => o.decision.kind === "resume-after-interruption");
  if (waiting && !before.abortRequested) {
    await journal.ask(waiting.decision);
    return;
  }
  if (fresh || before.open.length > 0 || before.abortRequested) return;
  if (before.status !== "interrupted")
    await journal.append({ kind: "interrupted", detail: "the console stopped without a word" });
  const facts: Record<string, string> = {};
  for (const step of stepsOf(plan.procedure, plan.order)) {
    if (journal.state().steps.get(step.id)?.status !== "running") continue;
    for (const act of step.acts({ pool: deps.pool, plan, run: journal.state() }).acts) {
      const status = journal.state().acts.get(act.id)?.status;
      if (act.command === null || (status !== "intended" && status !== "unknown")) continue;
      facts[act.id] = await settleUnknown(
        { journal, step, context: (id, onOutput) => liveContext(run, id, onOutput) },
        { ...act, repeatable: true },
      );
    }
  }
  const count = before.taken.filter((t) => t.decision.kind === "resume-after-interruption").length;
  await journal.ask({
    id: `interruption:${count + 1}`,
    kind: "resume-after-interruption",
    stepId: "",
    actId: null,
    facts,
    choices: [resume, abort],
    suggested: "resume",
  });
}

async function finish(run: StepRun): Promise<void> {
  const { journal, plan } = run;
  const findings = [...journal.state().steps.values()].flatMap((s) => s.findings);
  const served =
    plan.procedure !== "failover" || findings.some((f) => f.checkId === "test-message" && f.verdict === "pass");
  const loss = plan.procedure === "failover" ? lossOf(journal.state()) : null;
  await journal.append(
    { kind: "run-finished", outcome: served ? "succeeded" : "succeeded-service-not-proven", detail: plan.target },
    {
      finishedAt: run.deps.ports.clock.now().toISOString(),
      lossFewest: loss?.fewest ?? null,
      lossMost: loss?.most ?? null,
    },
  );
}
