import { canonicalJson } from "#lib/domain/audit/chain.ts";
import type { LogBackup } from "#lib/domain/log-chain/plan-chain.ts";
import { isSettled, type RunState } from "#lib/domain/run/run-state.ts";
import { evidenceAct } from "./act.ts";
import { leftOutShare, questionAbout } from "./copy-log-backups.ts";
import { applyLogBackup, copyActOf } from "./log-backup-acts.ts";
import type { Act, NextActs, Question, StepContext } from "./step.ts";
import { chainOf, surveyLogBackups } from "./survey.ts";

/** Before recovery: lists again until a listing finds nothing that extends the chain. Null when the newest listing is done and clean. Pure. */
export function finalListing(ctx: StepContext): NextActs | null {
  for (let round = 1; ; round++) {
    const id = `final-survey:${round}`;
    const found = chainOf(ctx.run, id, leftOutShare(ctx.run));
    if (!found) return { acts: [evidenceAct(id, ctx.plan.target, surveyLogBackups)] };
    if (isStale(ctx.run, id)) continue;
    const question = questionAbout(ctx, id, found.survey);
    if (question && !signedOff(ctx, question)) return { acts: [], question };
    const late = found.chain.apply;
    if (late.length === 0) return null;
    const applies = late.map((s) => applyLate(ctx, s, id));
    if (applies.every((act) => isSettled(ctx.run, act.id))) continue;
    return { acts: late.flatMap((s, i) => [copyActOf(ctx, s), applies[i] ?? null].filter((a) => a !== null)) };
  }
}

/**
 * What applies a log backup that a listing still finds in front of the copy's redo point. Where it had been settled before that listing
 * was made, a person took as done what the server never did: the server's word counts, and it is applied after all.
 */
function applyLate(ctx: StepContext, set: LogBackup, listing: string): Act {
  const act = applyLogBackup(ctx.pool, ctx.plan, set);
  const wasSettled = isSettled(ctx.run, act.id) && settledAt(ctx.run, act.id) < settledAt(ctx.run, listing);
  return wasSettled ? { ...act, id: `apply-log-backup-again:${listing}:${set.header.backupSetGuid}` } : act;
}

/** Number of the event that settled an act: its own, or a person's answer about it. */
function settledAt(run: RunState, actId: string): number {
  const answers = run.taken.filter((t) => t.decision.actId === actId).map((t) => t.number);
  return Math.max(run.acts.get(actId)?.movedAt ?? 0, ...answers);
}

/**
 * A person had the folders listed again: in answer to this listing's question, or when one of its log backups failed. Or rule 1 was
 * asked and answered since: home may have lived, and its job have written one more log backup to the share.
 */
function isStale(run: RunState, surveyId: string): boolean {
  const listedAt = run.acts.get(surveyId)?.movedAt ?? 0;
  const isSent = (run.acts.get("bring-online")?.attempts ?? 0) > 0;
  const livedSince = run.taken.some((t) => t.decision.kind === "home-still-answers" && t.number > listedAt);
  if (livedSince && !isSent) return true;
  return run.taken.some(
    ({ decision, choice, number }) =>
      choice === "search-again" &&
      (decision.facts.survey === surveyId ||
        (decision.stepId === "bring-online" && decision.actId !== null && number > listedAt)),
  );
}

/** Whether a person went on without exactly this, in whichever listing it was seen first. Stored facts come back with sorted keys. */
function signedOff(ctx: StepContext, question: Question): boolean {
  const what = ({ survey: _, notReady: __, ...facts }: Readonly<Record<string, string>>) => canonicalJson(facts);
  return ctx.run.taken.some(
    (t) =>
      t.decision.kind === question.kind &&
      t.choice === "continue-without" &&
      what(t.decision.facts) === what(question.facts),
  );
}
