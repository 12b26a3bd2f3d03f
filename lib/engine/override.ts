import { overrideFor } from "#lib/domain/run/fold-override.ts";
import type { Finding } from "#lib/domain/run/journal.ts";
import type { TakenDecision } from "#lib/domain/run/run-state.ts";
import { abort, override, retry } from "#lib/domain/steps/choices.ts";
import type { Act } from "#lib/domain/steps/step.ts";
import { type ActRun, silent } from "./act-run.ts";
import { askAbout } from "./ask-about.ts";
import { takeSheet } from "./take-sheet.ts";
import { isUndo } from "./undo-id.ts";

const kind = "home-still-answers";

/**
 * Rule 1 did not pass: a person attests, or two persons override it, or the run ends. An undo is no way past the rule: it is
 * only looked at again. Waits. @throws RunStop
 */
export async function askPastGuard(run: ActRun, act: Act, finding: Finding): Promise<TakenDecision> {
  // Only rule 1 can be attested or overridden; any other guard is looked at again, or the run ends.
  if (finding.checkId === "home-serves")
    return askAbout(run, act, "check-failed", { check: finding.checkId, verdict: finding.verdict, ...finding.facts }, [
      retry,
      abort,
    ]);
  const choices = isUndo(act.id) ? [retry, abort] : [{ ...retry, needs: ["attestation"] as const }, override, abort];
  const context = run.context(act.id, silent);
  const { plan, pool } = context;
  const isOpen = run.journal.state().open.find((o) => o.decision.actId === act.id);
  await takeSheet({ journal: run.journal, context, stepId: run.step.id }, { id: isOpen?.decision.id ?? "", kind });
  // Whose copy becomes writable is typed by the second person: in a failback that is home's (lib/services/confirm-override.ts).
  const site: { readonly site?: string } = plan.failback ? { site: pool.sites.home } : {};
  return askAbout(run, act, kind, { ...finding.facts, ...site }, choices);
}

/**
 * Whether two persons let exactly this through: confirmed for these readings, at most 15 minutes ago, never used. The use is
 * journaled before anything is sent, so a crash in between asks anew. Not safe to call twice: the second call says no.
 */
export async function passesByOverride(run: ActRun, act: Act, finding: Finding): Promise<boolean> {
  if (isUndo(act.id)) return false;
  const { clock } = run.context(act.id, silent).ports;
  const confirmed = overrideFor(run.journal.state(), { actId: act.id, facts: finding.facts, now: clock.now() });
  if (!confirmed) return false;
  const place = { stepId: run.step.id, actId: act.id };
  await run.journal.append({ kind: "override-used", ...place, decisionId: confirmed.decision.id });
  return true;
}
