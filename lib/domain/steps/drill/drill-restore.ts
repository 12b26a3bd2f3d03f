import { drillDatabase } from "#lib/domain/commands/drill-observations.ts";
import { readLastRestore } from "#lib/domain/commands/failback-observations.ts";
import { readDatabase } from "#lib/domain/commands/observations.ts";
import { restoreLog, restoreWithRecovery } from "#lib/domain/commands/restore.ts";
import { restoreFull } from "#lib/domain/commands/restore-full.ts";
import { known, observed, sqlAct } from "#lib/domain/steps/act.ts";
import { onlyToUndo } from "#lib/domain/steps/failback/pins.ts";
import { applyTaken, listTaken, takenRules } from "#lib/domain/steps/failback/taken-logs.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { Act, Step } from "#lib/domain/steps/step.ts";
import { drillNameFree, dropDrillCopy } from "./leftovers.ts";
import { drillOf } from "./pins.ts";

type Pins = Omit<PinnedPlan, "steps">;

const restore = (plan: Pins) => {
  const { full, moves } = drillOf(plan);
  const { file, position } = full;
  return restoreFull(plan.target, { database: drillDatabase, file, position, moves, end: "NORECOVERY", isNew: true });
};

/** The newest full backup and every log backup since, under another name: what a failover would have to rest on. dba-notes 26. */
export const drillRestore: Step = {
  id: "drill-restore",
  number: "",
  way: "can-be-undone",
  precheck: [drillNameFree],
  proof: [],
  planned: (plan) => [
    known(restore(plan)),
    ...drillOf(plan).places.map((place) => ({
      command: restoreLog(plan.target, { database: drillDatabase, file: `${place}<file>`, position: 1 }),
      rules: takenRules,
    })),
    known(restoreWithRecovery(plan.target, drillDatabase)),
    { command: dropDrillCopy("", plan.target, []).command ?? restore(plan), rules: onlyToUndo },
  ],
  acts: ({ plan, run }) => {
    const { source, full, places } = drillOf(plan);
    const { target } = plan;
    return {
      acts: [
        restoreDrill(plan),
        listTaken({
          id: "logs-since-full",
          reader: target,
          writer: source,
          database: drillDatabase,
          afterLsn: full.lastLsn,
          places,
          isShipping: true,
        }),
        ...applyTaken(run, "logs-since-full", { target, database: drillDatabase }),
        recoverDrill(target),
      ],
    };
  },
};

/** Its undo drops whatever came of it: an aborted drill leaves nothing behind. */
function restoreDrill(plan: PinnedPlan): Act {
  const { target } = plan;
  const { full, moves } = drillOf(plan);
  return sqlAct(restore(plan), {
    id: "drill-restore-full",
    repeatable: true,
    undo: dropDrillCopy("undo:drill-restore-full", target, moves),
    observe: async (ctx) => {
      const { state } = await readDatabase(ctx.ports.sql, target, drillDatabase);
      const last = await readLastRestore(ctx.ports.sql, target, drillDatabase);
      const isThis = last?.backupSetGuid.toUpperCase() === full.backupSetGuid.toUpperCase();
      const facts = { instance: target, state: state ?? "absent", wanted: full.backupSetGuid };
      return observed(state === "RESTORING" && isThis ? "done" : "not-started", facts);
    },
  });
}

/** Writable, but under a name that no chat server knows. */
function recoverDrill(target: string): Act {
  return sqlAct(restoreWithRecovery(target, drillDatabase), {
    id: "drill-recover",
    repeatable: true,
    observe: async (ctx) => {
      const { state } = await readDatabase(ctx.ports.sql, target, drillDatabase);
      const facts = { instance: target, state };
      if (state === "ONLINE") return observed("done", facts);
      return observed(state === "RESTORING" ? "not-started" : state === "RECOVERING" ? "running" : "unknown", facts);
    },
  });
}
