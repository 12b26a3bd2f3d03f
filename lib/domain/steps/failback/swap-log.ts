import { readFingerprint } from "#lib/domain/commands/failback-observations.ts";
import { backUpTail } from "#lib/domain/commands/full-backup.ts";
import { hasBackupFile, readDatabase, readWatermark } from "#lib/domain/commands/observations.ts";
import { restoreLog, restoreWithRecovery } from "#lib/domain/commands/restore.ts";
import { AppError } from "#lib/domain/errors.ts";
import { compareLsn } from "#lib/domain/log-chain/plan-chain.ts";
import type { RunState } from "#lib/domain/run/run-state.ts";
import { evidenceAct, known, observed, sqlAct } from "#lib/domain/steps/act.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { ruleOne } from "#lib/domain/steps/shared-checks.ts";
import { backupDescription, plannedBackup, signedBackup } from "#lib/domain/steps/signed-backup.ts";
import type { Act, LiveContext, Step } from "#lib/domain/steps/step.ts";
import { pinHeader, pinnedSet } from "./backup-acts.ts";
import { failbackOf } from "./pins.ts";
import { logFolder } from "./seed-home.ts";
import { applyTaken, listTaken, takenRules } from "./taken-logs.ts";

type Pins = Omit<PinnedPlan, "steps">;

const tailBackup = (plan: Pins) =>
  backUpTail(failbackOf(plan).source, {
    database: "mgc",
    file: failbackOf(plan).files.tail,
    name: "mgc tail",
    description: backupDescription({ planId: plan.id, part: "failback, log swap" }),
  });

/** Log swap (b) and (c): the tail fences the other copy by the engine's own doing; everything is applied; home is recovered under rule 1. */
export const swapLog: Step = {
  id: "swap-log",
  number: "4",
  way: "can-be-undone",
  precheck: [],
  proof: [],
  planned: (plan, pool) => [
    plannedBackup(tailBackup(plan)),
    {
      command: restoreLog(plan.target, { database: "mgc", file: `${logFolder(pool)}<file>`, position: 1 }),
      rules: takenRules,
    },
    {
      command: restoreLog(plan.target, { database: "mgc", file: failbackOf(plan).files.tail, position: 1 }),
      rules: { position: takenRules.position },
    },
    known(restoreWithRecovery(plan.target, "mgc")),
  ],
  acts: ({ plan, run, pool }) => {
    const { source, files } = failbackOf(plan);
    const full = pinnedSet(run, "pin-full");
    return {
      acts: [
        evidenceAct("fingerprint-other", source, (ctx) => readFingerprint(ctx.ports.sql, source)),
        evidenceAct("sample-other", source, (ctx) => readWatermark(ctx.ports.sql, source)),
        tailAct(plan, run),
        pinHeader("pin-tail", { reader: plan.target, file: files.tail, type: "log" }),
        listTaken({
          id: "logs-to-the-tail",
          reader: plan.target,
          writer: source,
          afterLsn: full?.lastLsn ?? "0",
          places: [logFolder(pool), files.tail],
        }),
        ...applyTaken(run, "logs-to-the-tail", plan.target),
        evidenceAct("log-complete", plan.target, logComplete),
        recoverHome(plan.target),
      ],
    };
  },
};

/** Done when the file is there and the copy is RESTORING: both come from the one statement. */
function tailAct(plan: Pins, run: RunState): Act {
  const { source, files } = failbackOf(plan);
  return sqlAct(signedBackup(tailBackup(plan), run), {
    id: "back-up-tail",
    repeatable: true,
    observe: async (ctx) => {
      const written = await hasBackupFile(ctx.ports.sql, source, files.tail);
      const db = await readDatabase(ctx.ports.sql, source, "mgc");
      const facts = { instance: source, state: db.state, file: written ? files.tail : "not written" };
      if (written && db.state === "RESTORING") return observed("done", facts);
      return observed(!written && db.state === "ONLINE" ? "not-started" : "unknown", facts);
    },
  });
}

/** Home has everything up to the tail's end, or it is not recovered. @throws AppError "refused" */
async function logComplete(ctx: LiveContext): Promise<unknown> {
  const tail = pinnedSet(ctx.run, "pin-tail");
  const db = await readDatabase(ctx.ports.sql, ctx.plan.target, "mgc");
  if (!tail || db.redoLsn === null || compareLsn(db.redoLsn, tail.lastLsn) < 0)
    throw new AppError(
      "refused",
      `mgc on ${ctx.plan.target} stands at ${db.redoLsn ?? "an unknown LSN"}, the tail ends at ${tail?.lastLsn ?? "an unknown LSN"}: something of the log is missing`,
    );
  return { redo: db.redoLsn, tail: tail.lastLsn };
}

function recoverHome(target: string): Act {
  return sqlAct(restoreWithRecovery(target, "mgc"), {
    id: "recover-home",
    repeatable: false,
    guard: ruleOne,
    asksWhenFoundDone: true,
    observe: async (ctx) => {
      const db = await readDatabase(ctx.ports.sql, target, "mgc");
      const facts = { instance: target, state: db.state, redo: db.redoLsn };
      if (db.state === "RESTORING") return observed("not-started", facts);
      return observed(db.state === "ONLINE" ? "done" : db.state === "RECOVERING" ? "running" : "unknown", facts);
    },
  });
}
