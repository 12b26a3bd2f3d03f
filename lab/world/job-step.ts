import type { InstanceWorld } from "./instance-world.ts";
import { runBackupJob } from "./log-shipping-backup.ts";
import { runCopyJob } from "./log-shipping-copy.ts";
import { runIdleJob } from "./log-shipping-idle.ts";
import { runRestoreJob } from "./log-shipping-restore.ts";
import type { Row } from "./state.ts";

export type JobOutcome = { readonly status: 0 | 1 | 3; readonly message: string };
/** Yields whenever it would wait; the agent goes on in its next tick. */
export type JobRun = Generator<void, JobOutcome>;

export function runStep(instance: InstanceWorld, step: Row): JobRun {
  const command = String(step.command ?? "");
  const found = /sqllogship\.exe"?\s+-(backup|copy|restore)\s+([0-9a-f-]{36})/i.exec(command);
  const ship = (found?.[1] ?? "").toLowerCase();
  const id = (found?.[2] ?? "").toUpperCase();
  const { faults } = instance.world;
  const usesShare = ship === "backup" || ship === "copy";
  for (const fault of [...(usesShare ? ["share-hanging"] : []), `job-never-ends:${ship}`])
    if (faults.has(fault)) return waitWhile(() => faults.has(fault));
  if (ship === "backup" || ship === "copy" || ship === "restore") {
    if (faults.has(`job-green-but-idle:${ship}`)) return runIdleJob(instance, { ship, id });
    return shippingJobs[ship](instance, id);
  }
  if (String(step.subsystem).toUpperCase() === "TSQL")
    return runSql(instance, { command, database: String(step.database_name ?? "master") });
  return refuseStep(String(step.subsystem));
}

const shippingJobs = { backup: runBackupJob, copy: runCopyJob, restore: runRestoreJob } as const;

function* waitWhile(holds: () => boolean): JobRun {
  while (holds()) yield;
  return { status: 0, message: "The step was cancelled after it had not ended for long." };
}

function* refuseStep(subsystem: string): JobRun {
  yield;
  return {
    status: 0,
    message: `The ${subsystem} subsystem failed to load. The lab runs T-SQL steps and log shipping only.`,
  };
}

function* runSql(instance: InstanceWorld, step: { readonly command: string; readonly database: string }): JobRun {
  const open = instance.openSession({
    login: "NT SERVICE\\SQLAgent$PCHAT",
    hostName: instance.host.toUpperCase(),
    programName: "SQLAgent - TSQL JobStep",
    database: step.database,
  });
  const lines: string[] = [];
  let state: "running" | "ok" | "failed" = "running";
  const drain = async (): Promise<void> => {
    // Loaded late: the engine and the world know each other.
    const { execute } = await import("#lab/sql-server/sql/execute.ts");
    let failed = false;
    for await (const event of execute(instance.catalog, open.session, step.command, [])) {
      if (event.kind === "info") lines.push(`${event.message} [SQLSTATE 01000]`);
      if (event.kind !== "error") continue;
      failed = true;
      lines.push(`${event.error.message} [SQLSTATE 42000] (Error ${event.error.number})`);
    }
    state = failed ? "failed" : "ok";
  };
  drain().catch((error: unknown) => {
    lines.push(error instanceof Error ? error.message : String(error));
    state = "failed";
  });
  const settled = (): "running" | "ok" | "failed" => state;
  try {
    while (settled() === "running") yield;
  } finally {
    if (settled() === "running") instance.sessions.kill(open.session.spid);
    open.end();
  }
  const ok = settled() === "ok";
  const words = ok ? "The step succeeded." : "The step failed.";
  return {
    status: ok ? 1 : 0,
    message: `Executed as user: NT SERVICE\\SQLAgent$PCHAT. ${lines.join("  ")}  ${words}`.slice(0, 4000),
  };
}
