import type { SqlValue } from "#lab/sql-server/contract.ts";
import { addJob, addStep, deleteJob, findJob } from "./agent-jobs.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { refuse } from "./refuse.ts";

/** Arguments of a log shipping procedure by lower-case name without @. */
export type Args = Readonly<Record<string, SqlValue>>;

export const given = (args: Args, name: string, otherwise: SqlValue): SqlValue => args[name] ?? otherwise;
export const sameName = (a: SqlValue | undefined, b: SqlValue | undefined): boolean =>
  String(a).toLowerCase() === String(b).toLowerCase();

export function shippingJob(
  instance: InstanceWorld,
  job: {
    readonly name: string;
    readonly step: string;
    readonly option: string;
    readonly id: string;
    readonly description: string;
  },
): string {
  const old = findJob(instance, { name: job.name, id: null });
  if (old && old.category_id !== 6)
    throw refuse(
      32022,
      `Cannot add a log shipping job with name ${job.name}. A job with same name already exists in the system and this job does not belong to log shipping category.`,
    );
  if (old) deleteJob(instance, String(old.job_id));
  const jobId = addJob(instance, {
    name: job.name,
    enabled: 0,
    category: 6,
    description: job.description,
    owner: "sa",
  });
  const command = `"C:\\Program Files\\Microsoft SQL Server\\${instance.catalog.version()[0]}0\\Tools\\Binn\\sqllogship.exe" -${job.option} ${job.id} -server ${instance.name}`;
  addStep(instance, { jobId, name: job.step, subsystem: "CmdExec", command, database: null });
  return jobId;
}

export function dropHistory(instance: InstanceWorld, agentId: SqlValue | undefined): void {
  for (const table of ["log_shipping_monitor_history_detail", "log_shipping_monitor_error_detail"])
    instance.dropMsdbRows(table, (row) => row.agent_id === agentId);
}

/** The alert job goes when nothing is watched here any more. */
export function dropIdleAlertJob(instance: InstanceWorld): void {
  const watched = ["log_shipping_monitor_primary", "log_shipping_monitor_secondary"].flatMap((table) =>
    instance.msdb(table),
  );
  if (watched.length > 0) return;
  for (const row of instance.msdb("log_shipping_monitor_alert")) deleteJob(instance, String(row.alert_job_id));
  instance.dropMsdbRows("log_shipping_monitor_alert", () => true);
}
