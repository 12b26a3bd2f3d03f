import { readFileList } from "#lib/domain/commands/failback-observations.ts";
import { backUpFull, verifyBackup } from "#lib/domain/commands/full-backup.ts";
import { restoreLog } from "#lib/domain/commands/restore.ts";
import { restoreFull } from "#lib/domain/commands/restore-full.ts";
import { isSettled } from "#lib/domain/run/run-state.ts";
import { evidenceAct, known } from "#lib/domain/steps/act.ts";
import { endSessions } from "#lib/domain/steps/end-sessions.ts";
import type { Act, PinnedPlan, Step, StepContext } from "#lib/domain/steps/step.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { backupAct, pinHeader, pinnedSet, verifyAct } from "./backup-acts.ts";
import { filesAsPlanned } from "./file-plan.ts";
import { strandedLook } from "./look-stranded.ts";
import { askBeforeOverwriting } from "./overwrite-home.ts";
import { failbackOf } from "./pins.ts";
import { plannedKill } from "./planned-kill.ts";
import { restoreAct, restoreRules } from "./restore-act.ts";
import { spaceAtHome } from "./space-check.ts";
import { applyTaken, listTaken, takenRules } from "./taken-logs.ts";

type Pins = Omit<PinnedPlan, "steps">;

const fullBackup = (plan: Pins) =>
  backUpFull(failbackOf(plan).source, {
    database: "mgc",
    file: failbackOf(plan).files.full,
    name: "mgc failback",
    description: `Persistent Chat failback, plan ${plan.id}: log swap`,
  });

/** Where log backups of the serving copy lie: the failover's own job writes there. */
export const logFolder = (pool: Pool) => `${pool.folders.newLogBackups.asServer.replace(/\\+$/, "")}\\`;

/** Log swap (a), the point of no return of this way: while users chat, home becomes a RESTORING copy of what serves (dba-notes 2). */
export const seedHome: Step = {
  id: "seed-home",
  number: "4",
  way: "cannot-be-undone",
  precheck: [spaceAtHome],
  proof: [],
  planned: (plan, pool) => [
    known(fullBackup(plan)),
    { command: verifyBackup(plan.target, { file: failbackOf(plan).files.full, position: 1 }), rules: restoreRules },
    plannedKill(plan.target),
    {
      command: restoreFull(plan.target, {
        database: "mgc",
        file: failbackOf(plan).files.full,
        position: 1,
        moves: failbackOf(plan).moves.home,
        end: "NORECOVERY",
      }),
      rules: restoreRules,
    },
    {
      command: restoreLog(plan.target, { database: "mgc", file: `${logFolder(pool)}<file>`, position: 1 }),
      rules: takenRules,
    },
  ],
  acts: (ctx) => {
    const before = untilAsked(ctx);
    if (!before.every((act) => isSettled(ctx.run, act.id))) return { acts: before };
    const set = pinnedSet(ctx.run, "pin-full");
    if (!set) return { acts: before };
    const look = strandedLook(ctx);
    if (look) return { acts: [...before, look] };
    const question = askBeforeOverwriting(ctx);
    if (question) return { acts: [], question };
    const { target } = ctx.plan;
    const { source, moves } = failbackOf(ctx.plan);
    return {
      acts: [
        ...endSessions(ctx.run, target),
        restoreAct({ id: "seed-home", target, set, moves: moves.home, end: "NORECOVERY" }),
        listTaken({
          id: "logs-while-chatting",
          reader: target,
          writer: source,
          afterLsn: set.lastLsn,
          places: [logFolder(ctx.pool)],
        }),
        ...applyTaken(ctx.run, "logs-while-chatting", target),
      ],
    };
  },
};

/** What may be done before the question: users chat, nothing at home changes. */
function untilAsked({ plan, run }: StepContext): readonly Act[] {
  const { files, moves } = failbackOf(plan);
  const set = pinnedSet(run, "pin-full");
  return [
    backupAct(fullBackup(plan), "back-up-other"),
    pinHeader("pin-full", { reader: plan.target, file: files.full, type: "full" }),
    ...(set
      ? [
          verifyAct("verify-full", plan.target, set),
          evidenceAct("files-as-planned", plan.target, async (ctx) =>
            filesAsPlanned(await readFileList(ctx.ports.sql, plan.target, set), moves.home),
          ),
        ]
      : []),
  ];
}
