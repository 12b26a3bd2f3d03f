import { restoreLog } from "#lib/domain/commands/restore.ts";
import type { Step } from "#lib/domain/steps/step.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { pinnedSet } from "./backup-acts.ts";
import { failbackOf } from "./pins.ts";
import { applyTaken, listTaken, takenRules } from "./taken-logs.ts";

const mirrorFolder = (pool: Pool) => `${pool.folders.mirrorShare.asServer.replace(/\\+$/, "")}\\`;

/** Log swap (e): no re-seed. Log backups that setting up home's mirror took belong to the chain and go to the other copy first (dba-notes 11). */
export const catchUpOther: Step = {
  id: "catch-up-other",
  number: "5",
  way: "needs-no-undo",
  precheck: [],
  proof: [],
  planned: (plan, pool) => [
    {
      command: restoreLog(failbackOf(plan).source, {
        database: "mgc",
        file: `${mirrorFolder(pool)}<file>`,
        position: 1,
      }),
      rules: takenRules,
    },
  ],
  acts: ({ plan, run, pool }) => ({
    acts: [
      listTaken({
        id: "logs-of-home",
        reader: failbackOf(plan).source,
        writer: plan.target,
        afterLsn: pinnedSet(run, "pin-tail")?.lastLsn ?? "0",
        places: [mirrorFolder(pool)],
      }),
      ...applyTaken(run, "logs-of-home", failbackOf(plan).source).map((act) => ({ ...act, skip: "needs-a-new-copy" })),
    ],
  }),
};
