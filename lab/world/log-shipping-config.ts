import type { SqlValue } from "#lab/sql-server/contract.ts";
import { addJob, addStep, deleteJob, findJob } from "./agent-jobs.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { newGuid } from "./lsn.ts";
import { refuse } from "./refuse.ts";
import type { Row } from "./state.ts";

/** Arguments of a log shipping procedure by lower-case name without @. */
export type Args = Readonly<Record<string, SqlValue>>;

const given = (args: Args, name: string, otherwise: SqlValue): SqlValue => args[name] ?? otherwise;
export const sameName = (a: SqlValue | undefined, b: SqlValue | undefined): boolean => String(a).toLowerCase() === String(b).toLowerCase();

function shippingJob(instance: InstanceWorld, job: { readonly name: string; readonly step: string; readonly option: string; readonly id: string; readonly description: string }): string {
  const old = findJob(instance, { name: job.name, id: null });
  if (old && old.category_id !== 6) throw refuse(32022, `Cannot add a log shipping job with name ${job.name}. A job with same name already exists in the system and this job does not belong to log shipping category.`);
  if (old) deleteJob(instance, String(old.job_id));
  const jobId = addJob(instance, { name: job.name, enabled: 0, category: 6, description: job.description, owner: "sa" });
  const command = `"C:\\Program Files\\Microsoft SQL Server\\120\\Tools\\Binn\\sqllogship.exe" -${job.option} ${job.id} -server ${instance.name}`;
  addStep(instance, { jobId, name: job.step, subsystem: "CmdExec", command, database: null });
  return jobId;
}

export function addPrimary(instance: InstanceWorld, args: Args): { readonly primaryId: string; readonly jobId: string } {
  const database = String(args.database);
  const old = primaryOf(instance, database);
  if (old && args.overwrite !== true) throw refuse(32009, `A log shipping primary entry already exists for database ${database}.`);
  if (old) deletePrimary(instance, database);
  const db = instance.database(database);
  if (!db) throw refuse(911, `Database '${database}' does not exist. Make sure that the name is entered correctly.`);
  if (db.recoveryModel === "SIMPLE") throw refuse(32015, `The primary database ${database} cannot have SIMPLE recovery for log shipping to work properly.`);
  const primaryId = newGuid();
  const jobName = String(given(args, "backup_job_name", `LSBackup_${database}`));
  const jobId = shippingJob(instance, { name: jobName, step: "Log shipping backup log job step.", option: "Backup", id: primaryId, description: `Log shipping backup log job for ${instance.name}:${database}.` });
  instance.msdb("log_shipping_primary_databases").push({
    primary_id: primaryId, primary_database: database, backup_directory: args.backup_directory ?? null, backup_share: args.backup_share ?? null,
    backup_retention_period: given(args, "backup_retention_period", 4320), backup_job_id: jobId, monitor_server: given(args, "monitor_server", instance.name),
    monitor_server_security_mode: given(args, "monitor_server_security_mode", true), last_backup_file: null, last_backup_date: null,
    user_specified_monitor: args.monitor_server !== undefined, backup_compression: given(args, "backup_compression", 2),
  });
  instance.msdb("log_shipping_monitor_primary").push({
    primary_id: primaryId, primary_server: instance.name, primary_database: database, backup_threshold: given(args, "backup_threshold", 60), threshold_alert: given(args, "threshold_alert", 14420),
    threshold_alert_enabled: given(args, "threshold_alert_enabled", false), last_backup_file: null, last_backup_date: null, last_backup_date_utc: null, history_retention_period: given(args, "history_retention_period", 14420),
  });
  return { primaryId, jobId };
}

export function primaryOf(instance: InstanceWorld, database: SqlValue): Row | null {
  return instance.msdb("log_shipping_primary_databases").find((row) => sameName(row.primary_database, database)) ?? null;
}

export function deletePrimary(instance: InstanceWorld, database: string): void {
  const row = primaryOf(instance, database);
  if (!row) throw refuse(32010, `Database ${database} does not exist as log shipping primary.`);
  const id = row.primary_id;
  if (instance.msdb("log_shipping_primary_secondaries").some((link) => link.primary_id === id))
    throw refuse(32011, `Primary Database ${database} has active log shipping secondary database(s). Drop the secondary database(s) first.`);
  deleteJob(instance, String(row.backup_job_id));
  for (const table of ["log_shipping_primary_databases", "log_shipping_monitor_primary"]) instance.dropMsdbRows(table, (one) => one.primary_id === id);
  dropHistory(instance, id);
}

export function addPrimarySecondary(instance: InstanceWorld, args: Args): void {
  const primary = primaryOf(instance, args.primary_database ?? null);
  if (!primary) throw refuse(32010, `Database ${String(args.primary_database)} does not exist as log shipping primary.`);
  const match = (row: Row) => row.primary_id === primary.primary_id && sameName(row.secondary_server, args.secondary_server) && sameName(row.secondary_database, args.secondary_database);
  if (instance.msdb("log_shipping_primary_secondaries").some(match)) {
    if (args.overwrite !== true) throw refuse(32012, `Secondary ${String(args.secondary_server)}.${String(args.secondary_database)} already exists for primary ${String(args.primary_database)}.`);
    return;
  }
  instance.msdb("log_shipping_primary_secondaries").push({ primary_id: primary.primary_id ?? null, secondary_server: args.secondary_server ?? null, secondary_database: args.secondary_database ?? null });
}

export function deletePrimarySecondary(instance: InstanceWorld, args: Args): void {
  const primary = primaryOf(instance, args.primary_database ?? null);
  if (!primary) throw refuse(32010, `Database ${String(args.primary_database)} does not exist as log shipping primary.`);
  instance.dropMsdbRows("log_shipping_primary_secondaries", (row) => row.primary_id === primary.primary_id && sameName(row.secondary_server, args.secondary_server) && sameName(row.secondary_database, args.secondary_database));
}

export function addSecondaryPrimary(instance: InstanceWorld, args: Args): { readonly secondaryId: string; readonly copyJobId: string; readonly restoreJobId: string } {
  const [server, database] = [String(args.primary_server), String(args.primary_database)];
  const old = secondaryFor(instance, args);
  if (old && args.overwrite !== true) throw refuse(32024, `An entry for primary server ${server}, primary database ${database} already exists.`);
  if (old) {
    for (const link of instance.msdb("log_shipping_secondary_databases").filter((row) => row.secondary_id === old.secondary_id)) dropSecondaryRows(instance, String(link.secondary_database));
    deleteSecondaryPrimary(instance, args);
  }
  const secondaryId = newGuid();
  const short = `${server.split("\\")[0]}_${database}`;
  const [copyName, restoreName] = [String(given(args, "copy_job_name", `LSCopy_${short}`)), String(given(args, "restore_job_name", `LSRestore_${short}`))];
  const copyJobId = shippingJob(instance, { name: copyName, step: "Log shipping copy job step.", option: "Copy", id: secondaryId, description: `Log shipping copy job for ${server}:${database}.` });
  const restoreJobId = shippingJob(instance, { name: restoreName, step: "Log shipping restore log job step.", option: "Restore", id: secondaryId, description: `Log shipping restore log job for ${server}:${database}.` });
  instance.msdb("log_shipping_secondary").push({
    secondary_id: secondaryId, primary_server: server, primary_database: database, backup_source_directory: args.backup_source_directory ?? null, backup_destination_directory: args.backup_destination_directory ?? null,
    file_retention_period: given(args, "file_retention_period", 14420), copy_job_id: copyJobId, restore_job_id: restoreJobId, monitor_server: given(args, "monitor_server", instance.name),
    monitor_server_security_mode: given(args, "monitor_server_security_mode", true), last_copied_file: null, last_copied_date: null, user_specified_monitor: args.monitor_server !== undefined,
  });
  return { secondaryId, copyJobId, restoreJobId };
}

export function secondaryFor(instance: InstanceWorld, args: Args): Row | null {
  return instance.msdb("log_shipping_secondary").find((row) => sameName(row.primary_server, args.primary_server) && sameName(row.primary_database, args.primary_database)) ?? null;
}

export function addSecondaryDatabase(instance: InstanceWorld, args: Args): void {
  const secondary = secondaryFor(instance, args);
  const name = String(args.secondary_database);
  if (!secondary) throw refuse(32023, `An entry for primary server ${String(args.primary_server)}, primary database ${String(args.primary_database)} does not exist on this secondary. Register the primary first.`);
  const exists = instance.msdb("log_shipping_secondary_databases").some((row) => sameName(row.secondary_database, name));
  if (exists && args.overwrite !== true) throw refuse(32013, `A log shipping entry already exists for secondary database ${name}.`);
  if (exists) dropSecondaryRows(instance, name);
  const id = secondary.secondary_id ?? null;
  instance.msdb("log_shipping_secondary_databases").push({
    secondary_database: name, secondary_id: id, restore_delay: given(args, "restore_delay", 0), restore_all: given(args, "restore_all", true), restore_mode: given(args, "restore_mode", false),
    disconnect_users: given(args, "disconnect_users", false), block_size: given(args, "block_size", -1), buffer_count: given(args, "buffer_count", -1), max_transfer_size: given(args, "max_transfer_size", -1),
    last_restored_file: null, last_restored_date: null,
  });
  instance.msdb("log_shipping_monitor_secondary").push({
    secondary_server: instance.name, secondary_database: name, secondary_id: id, primary_server: secondary.primary_server ?? null, primary_database: secondary.primary_database ?? null,
    restore_threshold: given(args, "restore_threshold", 45), threshold_alert: given(args, "threshold_alert", 14421), threshold_alert_enabled: given(args, "threshold_alert_enabled", true),
    last_copied_file: null, last_copied_date: null, last_copied_date_utc: null, last_restored_file: null, last_restored_date: null, last_restored_date_utc: null, last_restored_latency: null,
    history_retention_period: given(args, "history_retention_period", 14420),
  });
}

function dropSecondaryRows(instance: InstanceWorld, name: string): void {
  for (const table of ["log_shipping_secondary_databases", "log_shipping_monitor_secondary"]) instance.dropMsdbRows(table, (row) => sameName(row.secondary_database, name));
}

/** Takes its primary and jobs along when it was the last. Leaves the database alone. */
export function deleteSecondaryDatabase(instance: InstanceWorld, name: string): void {
  const row = instance.msdb("log_shipping_secondary_databases").find((one) => sameName(one.secondary_database, name));
  if (!row) throw refuse(32014, `Database ${name} does not exist as log shipping secondary.`);
  dropSecondaryRows(instance, name);
  dropHistory(instance, row.secondary_id);
  const others = instance.msdb("log_shipping_secondary_databases").some((one) => one.secondary_id === row.secondary_id);
  const owner = instance.msdb("log_shipping_secondary").find((one) => one.secondary_id === row.secondary_id);
  if (!others && owner) deleteSecondaryPrimary(instance, { primary_server: owner.primary_server ?? null, primary_database: owner.primary_database ?? null });
}

export function deleteSecondaryPrimary(instance: InstanceWorld, args: Args): void {
  const row = secondaryFor(instance, args);
  if (!row) throw refuse(32023, `An entry for primary server ${String(args.primary_server)}, primary database ${String(args.primary_database)} does not exist on this secondary. Register the primary first.`);
  if (instance.msdb("log_shipping_secondary_databases").some((one) => one.secondary_id === row.secondary_id))
    throw refuse(32025, `Primary Server ${String(args.primary_server)}, Database ${String(args.primary_database)} has active log shipping secondary database(s) on the secondary. Drop the secondary database(s) first.`);
  for (const id of [row.copy_job_id, row.restore_job_id]) deleteJob(instance, String(id));
  instance.dropMsdbRows("log_shipping_secondary", (one) => one.secondary_id === row.secondary_id);
}

function dropHistory(instance: InstanceWorld, agentId: SqlValue | undefined): void {
  for (const table of ["log_shipping_monitor_history_detail", "log_shipping_monitor_error_detail"]) instance.dropMsdbRows(table, (row) => row.agent_id === agentId);
}
