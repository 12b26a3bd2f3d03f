import { isAppError, isStepError, StepError } from "#lib/domain/errors.ts";
import type { ClockPort, OutputLine, ProcessIdentity } from "#lib/domain/ports.ts";
import type { ActError } from "#lib/domain/run/journal.ts";
import type { ActState } from "#lib/domain/run/run-state.ts";
import { mustHold } from "#lib/domain/run/status-of.ts";
import type { Act, LiveContext } from "#lib/domain/steps/step.ts";
import { type ActRun, silent } from "./act-run.ts";
import { afterFailure } from "./after-failure.ts";
import { collectOutput } from "./collect-output.ts";
import { RunStop } from "./engine-deps.ts";
import { look } from "./look.ts";
import { isInPlan, refuseUnplanned } from "./only-planned.ts";
import { askPastGuard, passesByOverride } from "./override.ts";
import { mayGoWithoutDatabase } from "./without-database.ts";

/** A guard's look counts for so long until the command leaves; a console that stood still longer looks again. Milliseconds. */
const guardLifeMs = 10_000;

/** Sends an act and asks a person when it failed. Not safe to call twice by itself: `runAct` decides whether it may be sent (again). @throws RunStop */
export async function performAct(run: ActRun, act: Act): Promise<void> {
  const failed = await sendAct(run, act);
  if (failed) await afterFailure(run, act, failed);
}

/**
 * Gate, guard, whether the plan has it (rule 7), intent, the act itself, its result, a look afterwards. Gives the act when it failed
 * and changed nothing: a person is to be asked. Not safe to call twice by itself. @throws RunStop
 */
export async function sendAct(run: ActRun, act: Act): Promise<ActState | null> {
  await run.journal.gate();
  if (!(await mayGoWithoutDatabase(run, act))) return null;
  let guardAgeMs = () => 0;
  if (act.guard) {
    const finding = await act.guard.look(run.context(act.id, silent));
    guardAgeMs = stopwatch(run.context(act.id, silent).ports.clock);
    await run.journal.append({ kind: "check-recorded", stepId: run.step.id, phase: "precheck", finding });
    if (finding.verdict !== "pass" && !(await passesByOverride(run, act, finding))) {
      await askPastGuard(run, act, finding);
      return null;
    }
  }
  if (act.command !== null && !isInPlan(run, act.command)) return refuseUnplanned(run, act, act.command);
  if (guardAgeMs() > guardLifeMs) return null;
  const attempt = (run.journal.state().acts.get(act.id)?.attempts ?? 0) + 1;
  await run.journal.append({ kind: "act-intended", stepId: run.step.id, actId: act.id, attempt, command: act.command });
  run.journal.assertFresh();
  const output = collectOutput(run, act);
  try {
    if (guardAgeMs() > guardLifeMs) throw tooLate(guardAgeMs());
    const outcome = await act.perform(sendingContext(run, act, output.add));
    await output.end();
    await run.journal.append({ kind: "act-succeeded", stepId: run.step.id, actId: act.id, ...outcome });
  } catch (e) {
    await output.end();
    if (e instanceof RunStop) throw e;
    // A look that this process had to give up as it stops says nothing about the server.
    if (act.command === null && run.context(act.id, silent).act.signal.aborted) throw new RunStop("cut-off");
    await run.journal.append({ kind: "act-failed", stepId: run.step.id, actId: act.id, error: errorOf(e, act) });
    const failed = run.journal.state().acts.get(act.id);
    return failed?.status === "failed" ? failed : null;
  }
  if (act.command !== null) await look(run, act, "after");
  return null;
}

/** Milliseconds since now, by whichever clock says more: a machine that was suspended stops one of them. */
function stopwatch(clock: ClockPort): () => number {
  const [monotonic, utc] = [clock.monotonicMs(), clock.now().getTime()];
  return () => Math.max(clock.monotonicMs() - monotonic, clock.now().getTime() - utc);
}

function tooLate(ageMs: number): StepError {
  const seconds = Math.round(ageMs / 1_000);
  const message = `nothing was sent: the console stood still for ${seconds} s after its last look. Choose to try again: it looks anew before it sends. If it happens again, this machine sleeps or has too little time: mend that first`;
  return new StepError("refused", message, { effect: "none" });
}

/** A look's context, and what only sending may do: say which process carries a cmdlet, and ask whether the run is to stop here. */
function sendingContext(run: ActRun, act: Act, onOutput: (line: OutputLine) => void): LiveContext {
  const { journal, step } = run;
  const ctx = run.context(act.id, onOutput);
  const onCarrier = async (process: ProcessIdentity) => {
    await journal.append({ kind: "act-carried", stepId: step.id, actId: act.id, process });
    // The cmdlet leaves after this entry: meanwhile another console may have taken the run.
    journal.assertFresh();
  };
  const isHeld = async () => {
    const run = await journal.refresh();
    return mustHold(run, "act") || run.abortRequested;
  };
  return { ...ctx, act: { ...ctx.act, isHeld, ...(act.command?.kind === "powershell" ? { onCarrier } : {}) } };
}

/** An error that says nothing of its effect changed nothing only if the act merely reads. */
function errorOf(e: unknown, act: Act): ActError {
  const message = e instanceof Error ? e.message : String(e);
  if (isStepError(e))
    return { code: e.code, message, effect: act.command === null ? "none" : e.effect, causes: e.causes };
  return {
    code: isAppError(e) ? e.code : "internal",
    message,
    effect: act.command === null ? "none" : "unknown",
    causes: [],
  };
}
