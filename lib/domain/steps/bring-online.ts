import { canonicalJson } from "#lib/domain/audit/chain.ts";
import { readDatabase, readWatermark } from "#lib/domain/commands/observations.ts";
import { restoreWithRecovery } from "#lib/domain/commands/restore.ts";
import { isSettled, type RunState } from "#lib/domain/run/run-state.ts";
import { evidenceAct, known, observed, sqlAct } from "./act.ts";
import { applyLogBackups } from "./apply-log-backups.ts";
import { abort, confirmPointOfNoReturn } from "./choices.ts";
import { copyLogBackups, leftOutShare, questionAbout } from "./copy-log-backups.ts";
import { endSessions } from "./end-sessions.ts";
import { check, finding } from "./finding.ts";
import { applyLogBackup, copyActOf } from "./log-backup-acts.ts";
import { ruleOne } from "./shared-checks.ts";
import type { Act, LiveContext, NextActs, Question, Step, StepContext } from "./step.ts";
import { applyId, chainOf, surveyLogBackups } from "./survey.ts";
import { becameDisaster } from "./switchover/prove-no-loss.ts";

const asked = "point-of-no-return";

/** Step 4, the point of no return: asked again, folders listed again, rule 1 again, then recovery, then the watermark before anyone writes. */
export const bringOnline: Step = {
  id: "bring-online",
  number: "4",
  way: "cannot-be-undone",
  precheck: [],
  proof: [
    check("database-online", async (ctx) => {
      const db = await readDatabase(ctx.ports.sql, ctx.plan.target, "mgc");
      return finding(ctx, "database-online", db.writable ? "pass" : "fail", {
        instance: ctx.plan.target,
        state: db.state ?? "absent",
      });
    }),
  ],
  // In the order in which they are sent: a log backup that appears late is copied and applied in this step, before recovery.
  planned: (plan, pool) => [
    ...new Set([...copyLogBackups.planned(plan, pool), ...applyLogBackups.planned(plan, pool)]),
    {
      command: { kind: "sql", target: plan.target, text: "KILL <session>", parameters: {}, deadlineMs: 60_000 },
      rules: {
        text: "each session found in mgc, ours excepted; normally none, because a RESTORING database takes none",
      },
    },
    known(restoreWithRecovery(plan.target, "mgc")),
  ],
  acts: (ctx) => {
    if (!ctx.run.taken.some((t) => t.decision.kind === asked && t.choice === "confirm")) {
      const facts = {
        instance: ctx.plan.target,
        ...(provenByFence(ctx.run) ??
          Object.fromEntries(ctx.plan.opposite.map((i) => [`opposite:${i}`, "to be proven or attested"]))),
      };
      return {
        acts: [],
        question: { key: asked, kind: asked, facts, choices: [confirmPointOfNoReturn, abort], suggested: null },
      };
    }
    return (
      finalListing(ctx) ?? { acts: [...endSessions(ctx.run, ctx.plan.target), recover(ctx), sampleRecovered(ctx)] }
    );
  },
};

/** What each home instance was, when this run has fenced home: nobody is asked for a word about them. Rule 1 looks again at the act. */
function provenByFence(run: RunState): Readonly<Record<string, string>> | null {
  // Home died after it was fenced, and a person has said so.
  if (becameDisaster(run)) return null;
  const findings = run.steps.get("fence-home")?.findings ?? [];
  return findings.find((f) => f.checkId === "home-fenced-by-tail" && f.verdict === "pass")?.facts ?? null;
}

/** Lists again until a listing finds nothing that extends the chain. Null when the newest listing is done and clean. */
function finalListing(ctx: StepContext): NextActs | null {
  for (let round = 1; ; round++) {
    const id = `final-survey:${round}`;
    const found = chainOf(ctx.run, id, leftOutShare(ctx.run));
    if (!found) return { acts: [evidenceAct(id, ctx.plan.target, surveyLogBackups)] };
    if (isStale(ctx.run, id)) continue;
    const question = questionAbout(ctx, id, found.survey);
    if (question && !signedOff(ctx, question)) return { acts: [], question };
    const late = found.chain.apply;
    if (late.length === 0) return null;
    if (late.every((s) => isSettled(ctx.run, applyId(s)))) continue;
    return {
      acts: late.flatMap((s) => [copyActOf(ctx, s), applyLogBackup(ctx.pool, ctx.plan, s)].filter((a) => a !== null)),
    };
  }
}

/** A person had the folders listed again: in answer to this listing's question, or when one of its log backups failed. */
function isStale(run: RunState, surveyId: string): boolean {
  const listedAt = run.acts.get(surveyId)?.movedAt ?? 0;
  return run.taken.some(
    ({ decision, choice, number }) =>
      choice === "search-again" &&
      (decision.facts.survey === surveyId ||
        (decision.stepId === "bring-online" && decision.actId !== null && number > listedAt)),
  );
}

function recover(ctx: StepContext): Act {
  const { target } = ctx.plan;
  return sqlAct(restoreWithRecovery(target, "mgc"), {
    id: "bring-online",
    repeatable: false,
    guard: ruleOne,
    observe: async (live) => {
      const db = await readDatabase(live.ports.sql, target, "mgc");
      const facts = { instance: target, state: db.state, redo: db.redoLsn };
      if (db.state === "RESTORING") return observed("not-started", facts);
      return observed(db.state === "ONLINE" ? "done" : db.state === "RECOVERING" ? "running" : "unknown", facts);
    },
  });
}

function sampleRecovered(ctx: StepContext): Act {
  const read = (live: LiveContext) => readWatermark(live.ports.sql, ctx.plan.target);
  // A copy without rooms, or one that cannot be asked, must not hold chat up: the loss is then unknown, and said to be.
  return { ...evidenceAct("sample-recovered", ctx.plan.target, read), skip: "loss-not-known" };
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
