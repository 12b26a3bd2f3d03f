import { isAppError, isStepError } from "#lib/domain/errors.ts";
import type { ActError } from "#lib/domain/run/journal.ts";
import type { Act } from "#lib/domain/steps/step.ts";
import { type ActRun, silent } from "./act-run.ts";
import { afterFailure } from "./after-failure.ts";
import { collectOutput } from "./collect-output.ts";
import { RunStop } from "./engine-deps.ts";
import { look } from "./look.ts";
import { askPastGuard, passesByOverride } from "./override.ts";
import { mayGoWithoutDatabase } from "./without-database.ts";

/**
 * Gate, guard, intent, the act itself, its result, a look afterwards. Not safe to call twice by itself: `runAct` decides
 * whether an act may be sent (again). @throws RunStop
 */
export async function performAct(run: ActRun, act: Act): Promise<void> {
  await run.journal.gate();
  if (!(await mayGoWithoutDatabase(run, act))) return;
  if (act.guard) {
    const finding = await act.guard.look(run.context(act.id, silent));
    await run.journal.append({ kind: "check-recorded", stepId: run.step.id, phase: "precheck", finding });
    if (finding.verdict !== "pass" && !(await passesByOverride(run, act, finding))) {
      await askPastGuard(run, act, finding);
      return;
    }
  }
  const attempt = (run.journal.state().acts.get(act.id)?.attempts ?? 0) + 1;
  await run.journal.append({ kind: "act-intended", stepId: run.step.id, actId: act.id, attempt, command: act.command });
  run.journal.assertFresh();
  const output = collectOutput(run, act);
  try {
    const outcome = await act.perform(run.context(act.id, output.add));
    await output.end();
    await run.journal.append({ kind: "act-succeeded", stepId: run.step.id, actId: act.id, ...outcome });
  } catch (e) {
    await output.end();
    if (e instanceof RunStop) throw e;
    await run.journal.append({ kind: "act-failed", stepId: run.step.id, actId: act.id, error: errorOf(e, act) });
    const failed = run.journal.state().acts.get(act.id);
    if (failed?.status === "failed") await afterFailure(run, act, failed);
    return;
  }
  if (act.command !== null) await look(run, act, "after");
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
