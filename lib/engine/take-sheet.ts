import { takeVotes } from "#lib/domain/fencing/take-votes.ts";
import type { DecisionKind } from "#lib/domain/run/journal.ts";
import type { LiveContext } from "#lib/domain/steps/step.ts";
import type { RunJournal } from "./run-journal.ts";

/** Questions at which a person answers for the opposite side. */
const ofRuleOne: readonly DecisionKind[] = ["point-of-no-return", "restore-over-home", "home-still-answers"];

type Asking = { readonly journal: RunJournal; readonly context: LiveContext; readonly stepId: string };

/**
 * Takes the fencing sheet anew before a question of rule 1 and journals it; nothing before any other question, or when this one is open
 * already. It decides nothing: the rule looks by itself. Waits at most some seconds; safe to call twice. @throws RunStop
 */
export async function takeSheet(asking: Asking, question: { readonly id: string; readonly kind: DecisionKind }) {
  const { journal, context, stepId } = asking;
  const { ports, pool, plan } = context;
  if (!ofRuleOne.includes(question.kind) || plan.opposite.length === 0) return;
  if (journal.state().open.some((o) => o.decision.id === question.id)) return;
  const votes = await takeVotes({ ports, pool, instances: plan.opposite });
  await journal.append({ kind: "votes-taken", stepId, votes });
}
