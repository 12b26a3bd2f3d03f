import type { PlannedCommand } from "#lib/domain/commands/command.ts";
import type { ChainPlan } from "#lib/domain/log-chain/plan-chain.ts";
import { isSettled, type RunState } from "#lib/domain/run/run-state.ts";
import { evidenceAct } from "./act.ts";
import { abort, continueWithout, searchAgain } from "./choices.ts";
import { copyActOf, copyCommand } from "./log-backup-acts.ts";
import { isFarAhead } from "./read-ahead.ts";
import type { Act, Question, Step, StepContext } from "./step.ts";
import { chainOf, type Survey, surveyLogBackups } from "./survey.ts";

const lanes = ["copy-log-backups", "apply-log-backups"];

/** Step 2: every log backup that is on the share and not in the copy folder, chosen by header and LSN. */
export const copyLogBackups: Step = {
  id: "copy-log-backups",
  number: "2",
  way: "needs-no-undo",
  precheck: [],
  proof: [],
  planned: () => [
    {
      command: copyCommand({ name: "<file>", sizeBytes: "<size>" }),
      rules: {
        file: "each log backup on the share that the chain needs and the copy folder lacks, chosen by the header that the instance read; at most 500 files and 256 GB ahead of what is applied",
        sizeBytes: "its size, the same in two looks one second apart",
      },
    },
    copyAgainPlanned,
  ],
  acts: (ctx) => {
    const survey = surveyOf(ctx.run);
    const list = evidenceAct(survey.id, ctx.plan.target, surveyLogBackups);
    if (!survey.done) return { acts: [list] };
    const question = questionAbout(ctx, survey.id, survey.done);
    if (question) return { acts: [], question };
    const found = chainOf(ctx.run, survey.id, leftOutShare(ctx.run));
    if (!found) return { acts: [] };
    const acts = copiesOf(ctx, found.chain);
    return isFarAhead(ctx.run, found.chain) ? { acts, holds: true } : { acts };
  },
};

/** The copies that a chain needs, kept with it: whoever asks goes through them at every act. */
const copies = new WeakMap<ChainPlan, { readonly plan: StepContext["plan"]; readonly acts: readonly Act[] }>();

function copiesOf(ctx: StepContext, chain: ChainPlan): readonly Act[] {
  const same = copies.get(chain);
  if (same?.plan === ctx.plan) return same.acts;
  const missing = chain.apply.filter((s) => s.folder === "backupShare");
  const acts = missing.map((s) => copyActOf(ctx, s)).filter((act) => act !== null);
  copies.set(chain, { plan: ctx.plan, acts });
  return acts;
}

/** Only after a person chose it: the copy folder's file of that name was damaged. */
export const copyAgainPlanned: PlannedCommand = {
  command: copyCommand({ name: "<file>", sizeBytes: "<size>", aside: "<other name>" }),
  rules: {
    file: "a log backup that a person has copied again, because the copy folder's file of that name is not good",
    sizeBytes: "its size on the share",
    aside: "the file's name with .set-aside, the run and a number: what was there is kept",
  },
};

/** The survey in force: the first, or one more after each "search again". */
export function surveyOf(run: RunState): { readonly id: string; readonly done: Survey | null } {
  const again = run.taken.filter((t) => t.choice === "search-again" && lanes.includes(t.decision.stepId)).length;
  const id = `survey:${again + 1}`;
  return { id, done: isSettled(run, id) ? (run.acts.get(id)?.result as Survey) : null };
}

/** Whether a person chose to go on without the share. */
export function leftOutShare(run: RunState): boolean {
  const last = run.taken.filter((t) => t.decision.kind === "share-unreachable").at(-1);
  return last?.choice === "continue-without";
}

/** The question that a survey raises and nobody has answered for it, or null. The copy lane asks; the apply lane waits. */
export function questionAbout(ctx: StepContext, surveyId: string, survey: Survey): Question | null {
  const answered = (kind: string) =>
    ctx.run.taken.some(
      (t) => t.decision.kind === kind && t.decision.facts.survey === surveyId && t.choice !== "search-again",
    );
  const choices = [searchAgain, continueWithout, abort];
  const ask = (kind: Question["kind"], facts: Record<string, string>): Question => ({
    key: `${kind}:${surveyId}`,
    kind,
    facts: { survey: surveyId, ...facts },
    choices,
    suggested: "search-again",
  });
  if (survey.shareError !== null && !answered("share-unreachable")) {
    return ask("share-unreachable", { share: ctx.pool.folders.backupShare.asServer, error: survey.shareError });
  }
  // Before a gap: the file that cannot be read may be what is missing in the chain.
  if (survey.unreadable.length > 0 && !answered("unreadable-file")) {
    return ask("unreadable-file", { files: names(survey.unreadable), why: survey.unreadable[0]?.why ?? "" });
  }
  const found = chainOf(ctx.run, surveyId, leftOutShare(ctx.run));
  if (found?.chain.gap && !answered("gap-in-chain")) {
    const { gap, forks } = found.chain;
    return ask("gap-in-chain", {
      from: gap.from,
      to: gap.to,
      firstAfter: gap.firstAfter,
      forks: forks.map((f) => f.file).join(", ") || "none",
      notReady: names(survey.notReady),
    });
  }
  if (found && found.chain.forks.length > 0 && !answered("gap-in-chain")) {
    return ask("gap-in-chain", {
      from: found.chain.end.lsn,
      to: "another recovery path",
      firstAfter: found.chain.forks[0]?.file ?? "",
      forks: found.chain.forks.map((f) => f.file).join(", "),
      notReady: names(survey.notReady),
    });
  }
  return null;
}

const names = (files: readonly { readonly file: string }[]) => files.map((f) => f.file).join(", ") || "none";
