import { sendTestMessage } from "#lib/domain/commands/cmdlets.ts";
import { addLogBackupJob } from "#lib/domain/commands/jobs.ts";
import { hasBackupFile, readJob } from "#lib/domain/commands/observations.ts";
import { backupDatabase } from "#lib/domain/commands/restore.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { known, observed, sqlAct } from "./act.ts";
import { check, finding } from "./finding.ts";
import { markerReadable } from "./marker-readable.ts";
import type { PinnedPlan } from "./pinned-plan.ts";
import { mindingHome } from "./returned/home-returned.ts";
import {
  activeServersAsPlanned,
  oneWritableCopy,
  sessionsInMgc,
  testMessage,
  testMessageAct,
} from "./service-checks.ts";
import { readPoolState } from "./shell-reads.ts";
import { backupDescription, plannedBackup, signedBackup } from "./signed-backup.ts";
import type { Step } from "./step.ts";

export const newLogBackupJob = "PersistentChat log backup mgc";

type Pins = Pick<PinnedPlan, "id" | "target">;
const fullBackup = (plan: Pins, pool: Pool) =>
  backupDatabase(plan.target, {
    database: "mgc",
    file: `${pool.folders.newLogBackups.asServer}\\mgc_full_${plan.id}.bak`,
    description: backupDescription({ planId: plan.id, part: "failover" }),
  });
const logJob = (plan: Pins, pool: Pool) =>
  addLogBackupJob(plan.target, { job: newLogBackupJob, folder: pool.folders.newLogBackups.asServer });

/** Step 8: what now serves gets a full backup and log backups of its own, then everything is looked at again. */
export const verify: Step = mindingHome({
  id: "verify",
  number: "8",
  way: "can-be-undone",
  precheck: [],
  proof: [
    check("pool-state", async (ctx) => {
      const { poolState } = await readPoolState(ctx.ports.shell, ctx.plan.poolFqdn);
      return finding(ctx, "pool-state", poolState === "FailedOver" ? "pass" : "fail", { poolState });
    }),
    activeServersAsPlanned,
    sessionsInMgc,
    check(
      "log-backups-running",
      async (ctx) => {
        const job = await readJob(ctx.ports.sql, ctx.plan.target, newLogBackupJob);
        return finding(ctx, "log-backups-running", job?.enabled === 1 ? "pass" : "fail", {
          job: newLogBackupJob,
          found: job ? "enabled" : "none",
        });
      },
      { mayGoOn: true },
    ),
    oneWritableCopy,
    testMessage,
    markerReadable("mgc"),
  ],
  planned: (plan, pool) => [
    plannedBackup(fullBackup(plan, pool)),
    known(logJob(plan, pool)),
    ...(pool.testUsers ? [known(sendTestMessage(pool.testUsers))] : []),
  ],
  acts: ({ plan, pool, run }) => ({
    acts: [
      sqlAct(signedBackup(fullBackup(plan, pool), run), {
        id: "back-up-new-principal",
        repeatable: true,
        skip: "no-restore-point",
        observe: async (ctx) => {
          const { file } = fullBackup(plan, pool).parameters;
          return observed((await hasBackupFile(ctx.ports.sql, plan.target, String(file))) ? "done" : "not-started", {
            file: String(file),
          });
        },
      }),
      sqlAct(logJob(plan, pool), {
        id: "add-log-backup-job",
        repeatable: false,
        skip: "no-restore-point",
        observe: async (ctx) => {
          const job = await readJob(ctx.ports.sql, plan.target, newLogBackupJob);
          return observed(job ? "done" : "not-started", { job: newLogBackupJob });
        },
      }),
      ...(pool.testUsers ? [testMessageAct(sendTestMessage(pool.testUsers))] : []),
    ],
  }),
});
