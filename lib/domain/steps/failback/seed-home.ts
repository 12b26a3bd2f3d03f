import { restoreLog } from "#lib/domain/commands/restore.ts";
import { isSettled } from "#lib/domain/run/run-state.ts";
import { endSessions } from "#lib/domain/steps/end-sessions.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { plannedBackup } from "#lib/domain/steps/signed-backup.ts";
import type { Step } from "#lib/domain/steps/step.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { pinnedSet } from "./backup-acts.ts";
import { copyActs, copyForHome, plannedRestore, plannedVerify } from "./full-copy.ts";
import { strandedLook } from "./look-stranded.ts";
import { askBeforeOverwriting } from "./overwrite-home.ts";
import { failbackOf } from "./pins.ts";
import { plannedKill } from "./planned-kill.ts";
import { restoreAct } from "./restore-act.ts";
import { spaceAtHome } from "./space-check.ts";
import { applyTaken, listTaken, takenRules } from "./taken-logs.ts";

type Pins = Omit<PinnedPlan, "steps">;

const copy = (plan: Pins) => copyForHome(plan, "log swap");

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
    plannedBackup(copy(plan).backup),
    plannedVerify(copy(plan)),
    plannedKill(plan.target),
    plannedRestore(copy(plan), "NORECOVERY"),
    {
      command: restoreLog(plan.target, { database: "mgc", file: `${logFolder(pool)}<file>`, position: 1 }),
      rules: takenRules,
    },
  ],
  acts: (ctx) => {
    // Before the question: users chat, nothing at home changes.
    const before = copyActs(copy(ctx.plan), ctx.run);
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
