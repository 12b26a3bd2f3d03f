import type { SqlValue } from "#lab/sql-server/contract.ts";
import { deleteJob } from "./agent-jobs.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { beginAtMonitor, endAtMonitor } from "./log-shipping-monitor.ts";
import { type Args, dropHistory, dropIdleAlertJob, given, sameName, shippingJob } from "./log-shipping-shared.ts";
import { newGuid } from "./lsn.ts";
import { refuse } from "./refuse.ts";
import type { Row } from "./state.ts";

export function addPrimary(
  instance: InstanceWorld,
  args: Args,
): { readonly primaryId: string; readonly jobId: string } {
  const database = String(args.database);
  if (instance.product.edition === "Express")
    throw refuse(
      32017,
      "Log shipping is supported on Enterprise, Developer and Standard editions of SQL Server. This instance has Express Edition (64-bit) and is not supported.",
    );
  const old = primaryOf(instance, database);
  if (old && args.overwrite !== true)
    throw refuse(32009, `A log shipping primary entry already exists for database ${database}.`);
  if (old) deletePrimary(instance, database);
  const db = instance.database(database);
  if (!db) throw refuse(911, `Database '${database}' does not exist. Make sure that the name is entered correctly.`);
  if (db.recoveryModel === "SIMPLE")
    throw refuse(
      32015,
      `The primary database ${database} cannot have SIMPLE recovery for log shipping to work properly.`,
    );
  const primaryId = newGuid();
  const jobName = String(given(args, "backup_job_name", `LSBackup_${database}`));
  const jobId = shippingJob(instance, {
    name: jobName,
    step: "Log shipping backup log job step.",
    option: "Backup",
    id: primaryId,
    description: `Log shipping backup log job for ${instance.name}:${database}.`,
  });
  instance.msdb("log_shipping_primary_databases").push({
    primary_id: primaryId,
    primary_database: database,
    backup_directory: args.backup_directory ?? null,
    backup_share: args.backup_share ?? null,
    backup_retention_period: given(args, "backup_retention_period", 4320),
    backup_job_id: jobId,
    monitor_server: given(args, "monitor_server", instance.name),
    monitor_server_security_mode: given(args, "monitor_server_security_mode", true),
    last_backup_file: null,
    last_backup_date: null,
    user_specified_monitor: args.monitor_server !== undefined,
    backup_compression: given(args, "backup_compression", 2),
  });
  instance.msdb("log_shipping_monitor_primary").push({
    primary_id: primaryId,
    primary_server: instance.name,
    primary_database: database,
    backup_threshold: given(args, "backup_threshold", 60),
    threshold_alert: given(args, "threshold_alert", 14420),
    threshold_alert_enabled: given(args, "threshold_alert_enabled", false),
    last_backup_file: null,
    last_backup_date: null,
    last_backup_date_utc: null,
    history_retention_period: given(args, "history_retention_period", 14420),
  });
  beginAtMonitor(instance, primaryId);
  return { primaryId, jobId };
}

export function primaryOf(instance: InstanceWorld, database: SqlValue): Row | null {
  return (
    instance.msdb("log_shipping_primary_databases").find((row) => sameName(row.primary_database, database)) ?? null
  );
}

export function deletePrimary(instance: InstanceWorld, database: string): void {
  const row = primaryOf(instance, database);
  if (!row) throw refuse(32010, `Database ${database} does not exist as log shipping primary.`);
  const id = row.primary_id;
  if (instance.msdb("log_shipping_primary_secondaries").some((link) => link.primary_id === id))
    throw refuse(
      32011,
      `Primary Database ${database} has active log shipping secondary database(s). Drop the secondary database(s) first.`,
    );
  endAtMonitor(instance, id);
  deleteJob(instance, String(row.backup_job_id));
  for (const table of ["log_shipping_primary_databases", "log_shipping_monitor_primary"])
    instance.dropMsdbRows(table, (one) => one.primary_id === id);
  dropHistory(instance, id);
  dropIdleAlertJob(instance);
}

export function addPrimarySecondary(instance: InstanceWorld, args: Args): void {
  const primary = primaryOf(instance, args.primary_database ?? null);
  if (!primary)
    throw refuse(32010, `Database ${String(args.primary_database)} does not exist as log shipping primary.`);
  const match = (row: Row) =>
    row.primary_id === primary.primary_id &&
    sameName(row.secondary_server, args.secondary_server) &&
    sameName(row.secondary_database, args.secondary_database);
  if (instance.msdb("log_shipping_primary_secondaries").some(match)) {
    if (args.overwrite !== true)
      throw refuse(
        32012,
        `Secondary ${String(args.secondary_server)}.${String(args.secondary_database)} already exists for primary ${String(args.primary_database)}.`,
      );
    return;
  }
  instance.msdb("log_shipping_primary_secondaries").push({
    primary_id: primary.primary_id ?? null,
    secondary_server: args.secondary_server ?? null,
    secondary_database: args.secondary_database ?? null,
  });
}

export function deletePrimarySecondary(instance: InstanceWorld, args: Args): void {
  const primary = primaryOf(instance, args.primary_database ?? null);
  if (!primary)
    throw refuse(32010, `Database ${String(args.primary_database)} does not exist as log shipping primary.`);
  instance.dropMsdbRows(
    "log_shipping_primary_secondaries",
    (row) =>
      row.primary_id === primary.primary_id &&
      sameName(row.secondary_server, args.secondary_server) &&
      sameName(row.secondary_database, args.secondary_database),
  );
}
