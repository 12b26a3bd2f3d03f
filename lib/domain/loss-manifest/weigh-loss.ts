import { readDatabase } from "#lib/domain/commands/observations.ts";
import { forecastLoss } from "#lib/domain/plan/forecast-loss.ts";
import { resultOf } from "#lib/domain/run/run-state.ts";
import { evidenceAct } from "#lib/domain/steps/act.ts";
import { abort, acceptLoss, lookAgain } from "#lib/domain/steps/choices.ts";
import type { LiveContext, NextActs, Question, StepContext } from "#lib/domain/steps/step.ts";
import { type Larger, largerThan } from "./larger-than.ts";
import { type PlannedManifest, plannedManifest } from "./planned-manifest.ts";
import { readManifest } from "./read-manifest.ts";

const kind = "loss-larger-than-signed";

const words: Readonly<Record<Larger, string>> = {
  fewest: "more messages are surely lost",
  most: "more messages may be lost",
  "not-known": "how many are lost is not known any more",
  "log-ends-earlier": "the log ends earlier",
};

/**
 * Before the point of no return of a run that was approved: the loss is read again, and a larger one than was signed is put to a person.
 * Null where nobody signed, where it is not larger, or where a person has accepted exactly this. Pure.
 */
export function weighLoss(ctx: StepContext): NextActs | null {
  const { approval, taken } = ctx.run;
  const signed = approval?.kind === "given" ? approval.manifest : undefined;
  if (!signed) return null;
  const answers = taken.filter((t) => t.decision.kind === kind);
  if (answers.some((t) => t.choice === acceptLoss.id)) return null;
  const id = `weigh-loss:${answers.length + 1}`;
  const now = plannedManifest.safeParse(resultOf(ctx.run, id)).data;
  if (!now) return { acts: [evidenceAct(id, ctx.plan.target, readNow)] };
  const larger = largerThan(now, signed.content);
  return larger.length === 0 ? null : { acts: [], question: asked(now, signed.content, larger) };
}

/** What would be lost if the copy were brought online as it stands. */
async function readNow(ctx: LiveContext): Promise<PlannedManifest> {
  const { ports, pool, evidence, plan } = ctx;
  const share = await ports.files.list("backupShare").catch(() => []);
  const about = { procedure: plan.procedure, target: plan.target, appliesLog: true };
  const seen = await readManifest(ctx, { ...about, loss: await forecastLoss({ pool, ports, evidence }, share) });
  const { redoLsn } = await readDatabase(ports.sql, plan.target, "mgc");
  const upTo = redoLsn === null ? null : { lsn: redoLsn, file: null, finishDate: null };
  return { ...seen, log: seen.log && { ...seen.log, upTo } };
}

function asked(now: PlannedManifest, signed: PlannedManifest, larger: readonly Larger[]): Question {
  const between = ({ messages }: PlannedManifest) => `${messages?.fewest ?? "?"}–${messages?.most ?? "?"}`;
  return {
    key: kind,
    kind,
    facts: {
      larger: larger.map((each) => words[each]).join(", "),
      "messages as signed": between(signed),
      "messages now": between(now),
      "log as signed, up to LSN": signed.log?.upTo?.lsn ?? "not known",
      "log now, up to LSN": now.log?.upTo?.lsn ?? "not known",
      ...(now.log?.shareError ? { share: now.log.shareError } : {}),
    },
    choices: [lookAgain, acceptLoss, abort],
    suggested: lookAgain.id,
  };
}
