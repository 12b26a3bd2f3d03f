import type { Procedure } from "#lab/sql-server/contract.ts";
import { addJob, addSchedule, addStep, attachSchedule, findJob } from "#lab/world/agent-jobs.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { refuse } from "#lab/world/refuse.ts";
import type { Row } from "#lab/world/state.ts";

/** LSAlert_<server>, made once: enabled, every two minutes. Gives its id. */
export function addAlertJob(instance: InstanceWorld): string {
  const name = `LSAlert_${instance.name}`;
  const old = findJob(instance, { name, id: null });
  if (old) return String(old.job_id);
  const jobId = addJob(instance, {
    name,
    enabled: 1,
    category: 6,
    description: "Log shipping alert job.",
    owner: "sa",
  });
  const command = "exec sys.sp_check_log_shipping_monitor_alert";
  addStep(instance, { jobId, name: "Log shipping alert job step.", subsystem: "TSQL", command, database: "master" });
  const every = { name: "Log shipping alert job schedule.", freq_subday_type: 4, freq_subday_interval: 2 };
  attachSchedule(instance, jobId, addSchedule(instance, every));
  instance.msdb("log_shipping_monitor_alert").push({ alert_job_id: jobId });
  return jobId;
}

function minutesSince(instance: InstanceWorld, at: unknown): number {
  return at instanceof Date
    ? Math.floor((instance.utcNow().getTime() - at.getTime()) / 60_000)
    : Number.MAX_SAFE_INTEGER;
}

const shown = (minutes: number): number => Math.min(minutes, 2_147_483_647);

function lateBackup(instance: InstanceWorld, row: Row) {
  const minutes = minutesSince(instance, row.last_backup_date_utc);
  if (row.threshold_alert_enabled !== true || minutes < Number(row.backup_threshold)) return null;
  return refuse(
    Number(row.threshold_alert ?? 14420),
    `The log shipping primary database ${row.primary_server}.${row.primary_database} has backup threshold of ${row.backup_threshold} minutes and has not performed a backup log operation for ${shown(minutes)} minutes. Check agent log and logshipping monitor information.`,
  );
}

function lateRestore(instance: InstanceWorld, row: Row) {
  const minutes = minutesSince(instance, row.last_restored_date_utc);
  if (row.threshold_alert_enabled !== true || minutes < Number(row.restore_threshold)) return null;
  return refuse(
    14421,
    `The log shipping secondary database ${row.secondary_server}.${row.secondary_database} has restore threshold of ${row.restore_threshold} minutes and is out of sync. No restore was performed for ${shown(minutes)} minutes. Restored latency is ${row.last_restored_latency ?? 0} minutes. Check agent log and logshipping monitor information.`,
  );
}

/** sp_check_log_shipping_monitor_alert: 14420 for every primary, 14421 for every secondary known here that is beyond its threshold. */
export function checkAlerts(instance: InstanceWorld): Procedure {
  return async function* (call) {
    const late = [
      ...instance.msdb("log_shipping_monitor_primary").map((row) => lateBackup(instance, row)),
      ...instance.msdb("log_shipping_monitor_secondary").map((row) => lateRestore(instance, row)),
    ].flatMap((error) => error ?? []);
    for (const error of late) yield { kind: "error", error: error.shape(call.line) };
    return late.length === 0 ? 0 : 1;
  };
}
