import { deleteJob } from "./agent-jobs.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { beginAtMonitor, endAtMonitor } from "./log-shipping-monitor.ts";
import { type Args, dropHistory, dropIdleAlertJob, given, sameName, shippingJob } from "./log-shipping-shared.ts";
import { newGuid } from "./lsn.ts";
import { refuse } from "./refuse.ts";
import type { Row } from "./state.ts";

export function addSecondaryPrimary(
  instance: InstanceWorld,
  args: Args,
): { readonly secondaryId: string; readonly copyJobId: string; readonly restoreJobId: string } {
  const [server, database] = [String(args.primary_server), String(args.primary_database)];
  const old = secondaryFor(instance, args);
  if (old && args.overwrite !== true)
    throw refuse(32024, `An entry for primary server ${server}, primary database ${database} already exists.`);
  if (old) {
    for (const link of instance
      .msdb("log_shipping_secondary_databases")
      .filter((row) => row.secondary_id === old.secondary_id))
      dropSecondaryRows(instance, String(link.secondary_database));
    deleteSecondaryPrimary(instance, args);
  }
  const secondaryId = newGuid();
  const short = `${server.split("\\")[0]}_${database}`;
  const [copyName, restoreName] = [
    String(given(args, "copy_job_name", `LSCopy_${short}`)),
    String(given(args, "restore_job_name", `LSRestore_${short}`)),
  ];
  const copyJobId = shippingJob(instance, {
    name: copyName,
    step: "Log shipping copy job step.",
    option: "Copy",
    id: secondaryId,
    description: `Log shipping copy job for ${server}:${database}.`,
  });
  const restoreJobId = shippingJob(instance, {
    name: restoreName,
    step: "Log shipping restore log job step.",
    option: "Restore",
    id: secondaryId,
    description: `Log shipping restore log job for ${server}:${database}.`,
  });
  instance.msdb("log_shipping_secondary").push({
    secondary_id: secondaryId,
    primary_server: server,
    primary_database: database,
    backup_source_directory: args.backup_source_directory ?? null,
    backup_destination_directory: args.backup_destination_directory ?? null,
    file_retention_period: given(args, "file_retention_period", 14420),
    copy_job_id: copyJobId,
    restore_job_id: restoreJobId,
    monitor_server: given(args, "monitor_server", instance.name),
    monitor_server_security_mode: given(args, "monitor_server_security_mode", true),
    last_copied_file: null,
    last_copied_date: null,
    user_specified_monitor: args.monitor_server !== undefined,
  });
  return { secondaryId, copyJobId, restoreJobId };
}

export function secondaryFor(instance: InstanceWorld, args: Args): Row | null {
  return (
    instance
      .msdb("log_shipping_secondary")
      .find(
        (row) =>
          sameName(row.primary_server, args.primary_server) && sameName(row.primary_database, args.primary_database),
      ) ?? null
  );
}

export function addSecondaryDatabase(instance: InstanceWorld, args: Args): void {
  const secondary = secondaryFor(instance, args);
  const name = String(args.secondary_database);
  if (!secondary)
    throw refuse(
      32023,
      `An entry for primary server ${String(args.primary_server)}, primary database ${String(args.primary_database)} does not exist on this secondary. Register the primary first.`,
    );
  const exists = instance
    .msdb("log_shipping_secondary_databases")
    .some((row) => sameName(row.secondary_database, name));
  if (exists && args.overwrite !== true)
    throw refuse(32013, `A log shipping entry already exists for secondary database ${name}.`);
  if (exists) dropSecondaryRows(instance, name);
  const id = secondary.secondary_id ?? null;
  instance.msdb("log_shipping_secondary_databases").push({
    secondary_database: name,
    secondary_id: id,
    restore_delay: given(args, "restore_delay", 0),
    restore_all: given(args, "restore_all", true),
    restore_mode: given(args, "restore_mode", false),
    disconnect_users: given(args, "disconnect_users", false),
    block_size: given(args, "block_size", -1),
    buffer_count: given(args, "buffer_count", -1),
    max_transfer_size: given(args, "max_transfer_size", -1),
    last_restored_file: null,
    last_restored_date: null,
  });
  instance.msdb("log_shipping_monitor_secondary").push({
    secondary_server: instance.name,
    secondary_database: name,
    secondary_id: id,
    primary_server: secondary.primary_server ?? null,
    primary_database: secondary.primary_database ?? null,
    restore_threshold: given(args, "restore_threshold", 45),
    threshold_alert: given(args, "threshold_alert", 14421),
    threshold_alert_enabled: given(args, "threshold_alert_enabled", true),
    last_copied_file: null,
    last_copied_date: null,
    last_copied_date_utc: null,
    last_restored_file: null,
    last_restored_date: null,
    last_restored_date_utc: null,
    last_restored_latency: null,
    history_retention_period: given(args, "history_retention_period", 14420),
  });
  beginAtMonitor(instance, id);
}

function dropSecondaryRows(instance: InstanceWorld, name: string): void {
  for (const table of ["log_shipping_secondary_databases", "log_shipping_monitor_secondary"])
    instance.dropMsdbRows(table, (row) => sameName(row.secondary_database, name));
}

/** Takes its primary and jobs along when it was the last. Leaves the database alone. */
export function deleteSecondaryDatabase(instance: InstanceWorld, name: string): void {
  const row = instance.msdb("log_shipping_secondary_databases").find((one) => sameName(one.secondary_database, name));
  if (!row) throw refuse(32014, `Database ${name} does not exist as log shipping secondary.`);
  if (instance.world.faults.has("monitor-dead"))
    throw refuse(32054, "There was an error establishing a link to the remote monitor server.");
  endAtMonitor(instance, row.secondary_id);
  dropSecondaryRows(instance, name);
  dropHistory(instance, row.secondary_id);
  const others = instance.msdb("log_shipping_secondary_databases").some((one) => one.secondary_id === row.secondary_id);
  const owner = instance.msdb("log_shipping_secondary").find((one) => one.secondary_id === row.secondary_id);
  if (!others && owner)
    deleteSecondaryPrimary(instance, {
      primary_server: owner.primary_server ?? null,
      primary_database: owner.primary_database ?? null,
    });
}

export function deleteSecondaryPrimary(instance: InstanceWorld, args: Args): void {
  const row = secondaryFor(instance, args);
  if (!row)
    throw refuse(
      32023,
      `An entry for primary server ${String(args.primary_server)}, primary database ${String(args.primary_database)} does not exist on this secondary. Register the primary first.`,
    );
  if (instance.msdb("log_shipping_secondary_databases").some((one) => one.secondary_id === row.secondary_id))
    throw refuse(
      32025,
      `Primary Server ${String(args.primary_server)}, Database ${String(args.primary_database)} has active log shipping secondary database(s) on the secondary. Drop the secondary database(s) first.`,
    );
  for (const id of [row.copy_job_id, row.restore_job_id]) deleteJob(instance, String(id));
  instance.dropMsdbRows("log_shipping_secondary", (one) => one.secondary_id === row.secondary_id);
  dropIdleAlertJob(instance);
}
