import type { Decision, Finding } from "#lib/domain/run/journal.ts";
import { abort, goOn, retry } from "#lib/domain/steps/choices.ts";
import type { Check, Step } from "#lib/domain/steps/step.ts";
import { liveContext, type StepRun } from "./step-run.ts";

/**
 * Looks until a check passes or its patience ends, then asks, where it asks. A question that a console asked before it died is
 * answered before anything is looked at again. @throws RunStop
 */
export async function runCheck(run: StepRun, step: Step, check: Check, phase: "precheck" | "proof"): Promise<void> {
  const { journal } = run;
  const { clock } = run.deps.ports;
  const prefix = `${step.id}:check:${check.id}:`;
  const waiting = journal.state().open.find((o) => o.decision.id.startsWith(prefix));
  if (waiting && (await journal.ask(waiting.decision)).choice === "go-on") return;
  for (;;) {
    const until = clock.monotonicMs() + check.patienceMs;
    let finding = await record(run, step, check, phase, null);
    while (finding.verdict !== "pass" && finding.verdict !== "warn" && clock.monotonicMs() < until) {
      await journal.gate();
      await clock.sleep(1_000, run.signal).catch(() => undefined);
      finding = await record(run, step, check, phase, finding);
    }
    if (finding.verdict === "pass" || finding.verdict === "warn" || check.onBad === "record") return;
    const asked = journal.state().taken.filter((t) => t.decision.id.startsWith(prefix)).length;
    const decision: Decision = {
      id: `${prefix}${asked + 1}`,
      kind: "check-failed",
      stepId: step.id,
      actId: null,
      facts: { check: check.id, verdict: finding.verdict, ...finding.facts },
      choices: [retry, ...(check.mayGoOn ? [goOn] : []), abort],
      suggested: "retry",
    };
    const taken = await journal.ask(decision);
    if (taken.choice === "go-on") return;
  }
}

/** Looks and journals the finding when it says something new. */
async function record(
  run: StepRun,
  step: Step,
  check: Check,
  phase: "precheck" | "proof",
  last: Finding | null,
): Promise<Finding> {
  const finding = await check.look(liveContext(run, `check:${check.id}`, () => undefined));
  const same =
    last !== null && last.verdict === finding.verdict && JSON.stringify(last.facts) === JSON.stringify(finding.facts);
  if (!same) await run.journal.append({ kind: "check-recorded", stepId: step.id, phase, finding });
  return finding;
}
