import { readDatabase, readWatermark } from "#lib/domain/commands/observations.ts";
import { restoreWithRecovery } from "#lib/domain/commands/restore.ts";
import { weighLoss } from "#lib/domain/loss-manifest/weigh-loss.ts";
import type { Choice } from "#lib/domain/run/journal.ts";
import type { RunState } from "#lib/domain/run/run-state.ts";
import { evidenceAct, known, observed, sqlAct } from "./act.ts";
import { applyLogBackups } from "./apply-log-backups.ts";
import { abort, confirmPointOfNoReturn } from "./choices.ts";
import { copyLogBackups } from "./copy-log-backups.ts";
import { endSessions } from "./end-sessions.ts";
import { finalListing } from "./final-listing.ts";
import { check, finding } from "./finding.ts";
import { gateFacts } from "./gate.ts";
import { ruleOne } from "./shared-checks.ts";
import type { Act, LiveContext, Question, Step, StepContext } from "./step.ts";
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
    const weighed = weighLoss(ctx);
    if (weighed) return weighed;
    if (!ctx.run.taken.some((t) => t.decision.kind === asked && t.choice === "confirm")) {
      return { acts: [], question: confirmation(ctx) };
    }
    return (
      finalListing(ctx) ?? { acts: [...endSessions(ctx.run, ctx.plan.target), recover(ctx), sampleRecovered(ctx)] }
    );
  },
};

/** What is known, and what is still to be said. Where home was fenced its whole log came along; else nobody sees what it holds now. */
function confirmation({ run, plan }: StepContext): Question {
  const fenced = provenByFence(run);
  const facts = {
    ...gateFacts(run, plan.target),
    ...(fenced ?? Object.fromEntries(plan.opposite.map((i) => [`opposite:${i}`, "to be proven or attested"]))),
  };
  const confirm: Choice = { ...confirmPointOfNoReturn, dataLoss: fenced ? "nothing" : "unknown" };
  return { key: asked, kind: asked, facts, choices: [confirm, abort], suggested: null };
}

/** What each home instance was, when this run has fenced home: nobody is asked for a word about them. Rule 1 looks again at the act. */
function provenByFence(run: RunState): Readonly<Record<string, string>> | null {
  // Home died after it was fenced, and a person has said so.
  if (becameDisaster(run)) return null;
  const findings = run.steps.get("fence-home")?.findings ?? [];
  return findings.find((f) => f.checkId === "home-fenced-by-tail" && f.verdict === "pass")?.facts ?? null;
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
