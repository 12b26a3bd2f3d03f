import type { DecisionKind } from "#lib/domain/run/journal.ts";
import type { ActState, TakenDecision } from "#lib/domain/run/run-state.ts";
import { abort, retry, skip } from "#lib/domain/steps/choices.ts";
import type { Act } from "#lib/domain/steps/step.ts";
import { type ActRun, alsoFailed } from "./act-run.ts";
import { askAbout } from "./ask-about.ts";

/** Nothing changed: a person retries, leaves it out where it has a price, or ends the run. */
export async function afterFailure(run: ActRun, act: Act, failed: ActState): Promise<TakenDecision> {
  const numbers = failed.error?.causes.map((c) => c.number) ?? [];
  const kind: DecisionKind = numbers.some((n) => n === 32054 || n === 32055 || n === 7202)
    ? "monitor-dead"
    : "act-failed";
  const choices = [retry, ...(act.onFailure?.(failed.error) ?? []), ...(act.skip ? [skip] : []), abort];
  const cause = failed.error?.causes[0];
  const also = alsoFailed(run, act);
  return askAbout(
    run,
    act,
    kind,
    {
      target: act.target,
      error: failed.error?.message ?? unanswered(failed),
      ...(cause ? { cause: cause.message, number: String(cause.number ?? cause.errorId ?? "") } : {}),
      ...(act.skip ? { price: act.skip } : {}),
      ...(also === "" ? {} : { alsoFailed: also }),
    },
    choices,
  );
}

/** What is known of an act that was begun again and again, each time by a console that then was gone. */
const unanswered = ({ attempts }: ActState) =>
  `begun ${attempts} times, and each time the console was gone before it had an answer; its effect is not there`;
