import { sendTestMessage } from "#lib/domain/commands/cmdlets.ts";
import type { PowerShellCommand } from "#lib/domain/commands/command.ts";
import { addLogBackupJob } from "#lib/domain/commands/jobs.ts";
import { hasBackupFile, readDatabase, readJob, readSessions } from "#lib/domain/commands/observations.ts";
import { backupDatabase } from "#lib/domain/commands/restore.ts";
import { resultOf } from "#lib/domain/run/run-state.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { cmdletAct, known, observed, sqlAct } from "./act.ts";
import { check, finding } from "./finding.ts";
import { attempted } from "./set-pool-state.ts";
import { readOpposite } from "./shared-checks.ts";
import { readChatService, readPoolState } from "./shell-reads.ts";
import type { Act, Check, PinnedPlan, Step } from "./step.ts";

export const newLogBackupJob = "PersistentChat log backup mgc";

type Pins = Pick<PinnedPlan, "id" | "target">;
const fullBackup = (plan: Pins, pool: Pool) =>
  backupDatabase(plan.target, {
    database: "mgc",
    file: `${pool.folders.newLogBackups.asServer}\\mgc_full_${plan.id}.bak`,
    description: `Persistent Chat failover, plan ${plan.id}`,
  });
const logJob = (plan: Pins, pool: Pool) =>
  addLogBackupJob(plan.target, { job: newLogBackupJob, folder: pool.folders.newLogBackups.asServer });

/** Step 8: what now serves gets a full backup and log backups of its own, then everything is looked at again. */
export const verify: Step = {
  id: "verify",
  number: "8",
  way: "can-be-undone",
  precheck: [],
  proof: [
    check("pool-state", async (ctx) => {
      const { poolState } = await readPoolState(ctx.ports.shell, ctx.plan.poolFqdn);
      return finding(ctx, "pool-state", poolState === "FailedOver" ? "pass" : "fail", { poolState });
    }),
    check("active-servers", async (ctx) => {
      const { ActiveServers } = await readChatService(ctx.ports.shell, ctx.plan.poolFqdn);
      const missing = ctx.plan.activeServers.filter((s) => !ActiveServers.includes(s));
      return finding(ctx, "active-servers", missing.length === 0 ? "pass" : "fail", {
        active: ActiveServers.join(", ") || "none",
      });
    }),
    check(
      "sessions-in-mgc",
      async (ctx) => {
        const sessions = await readSessions(ctx.ports.sql, ctx.plan.target, "mgc");
        return finding(ctx, "sessions-in-mgc", sessions.length > 0 ? "pass" : "warn", { sessions: sessions.length });
      },
      { mayGoOn: true },
    ),
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
    check(
      "one-writable-copy",
      async (ctx) => {
        const opposite = await readOpposite(ctx);
        const here = await readDatabase(ctx.ports.sql, ctx.plan.target, "mgc");
        const both = opposite.filter((o) => o.verdict === "writable");
        const silent = opposite.filter((o) => o.verdict === "unreachable" || o.verdict === "answers-unproven");
        const facts = {
          target: here.state ?? "absent",
          ...Object.fromEntries(opposite.map((o) => [o.instance, `${o.verdict}: ${o.detail}`])),
        };
        return finding(ctx, "one-writable-copy", both.length > 0 ? "fail" : silent.length > 0 ? "warn" : "pass", facts);
      },
      { mayGoOn: true },
    ),
    check("test-message", (ctx) => testMessage(ctx), { onBad: "record" }),
  ],
  planned: (plan, pool) => [
    known(fullBackup(plan, pool)),
    known(logJob(plan, pool)),
    ...(pool.testUsers ? [known(sendTestMessage(pool.testUsers))] : []),
  ],
  acts: ({ plan, pool }) => ({
    acts: [
      sqlAct(fullBackup(plan, pool), {
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
};

/** Sending another test message harms nothing, so an attempt counts as done: what it said is in its result. */
function testMessageAct(command: PowerShellCommand): Act {
  return cmdletAct(command, {
    id: "send-test-message",
    repeatable: true,
    skip: "service-not-proven",
    observe: async (ctx) => observed(attempted(ctx.run, "send-test-message") ? "done" : "not-started", {}),
  });
}

/** Only the product's own "Success" proves the service; not configured, not sent and failed are not proof. */
const testMessage: Check["look"] = async (ctx) => {
  if (!ctx.pool.testUsers) return finding(ctx, "test-message", "unknown", { configured: "no" });
  const sent = resultOf(ctx.run, "send-test-message") as
    | { readonly output?: readonly Readonly<Record<string, unknown>>[] }
    | undefined;
  const said = sent?.output?.[0];
  const result = typeof said?.Result === "string" ? said.Result : "no answer";
  return finding(ctx, "test-message", result === "Success" ? "pass" : sent ? "fail" : "unknown", {
    result,
    error: String(said?.Error ?? ""),
  });
};
