import { abort, goOn, retry } from "#lib/domain/steps/choices.ts";
import type { Act } from "#lib/domain/steps/step.ts";
import type { ActRun } from "./act-run.ts";
import { askAbout } from "./ask-about.ts";

/**
 * Whether an act may be sent as far as the audit is concerned. While events go into the local journal, a person is asked
 * before each act that cannot be undone (architecture 5.9). @throws RunStop
 */
export async function mayGoWithoutDatabase(run: ActRun, act: Act): Promise<boolean> {
  if (act.command === null || run.step.way !== "cannot-be-undone") return true;
  const cause = await run.journal.withoutDatabase();
  if (cause === null) return true;
  const { acts, taken } = run.journal.state();
  const movedAt = acts.get(act.id)?.movedAt ?? 0;
  const isAllowed = taken.some(
    ({ decision, choice, number }) =>
      decision.kind === "audit-database-down" && decision.actId === act.id && choice === "go-on" && number > movedAt,
  );
  if (isAllowed) return true;
  await askAbout(run, act, "audit-database-down", { cause, target: act.target }, [retry, goOn, abort]);
  return false;
}
