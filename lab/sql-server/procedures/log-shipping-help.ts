import { tableOf } from "#lab/sql-server/catalog/columns.ts";
import { msdbSpecs } from "#lab/sql-server/catalog/views-msdb.ts";
import { resultSet } from "#lab/sql-server/commands/events.ts";
import type { Procedure } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import * as primary from "#lab/world/log-shipping-primary.ts";
import * as secondary from "#lab/world/log-shipping-secondary.ts";
import { sameName } from "#lab/world/log-shipping-shared.ts";
import type { Row } from "#lab/world/state.ts";
import { argumentsOf, type Given } from "./arguments.ts";

type Make = (instance: InstanceWorld) => Procedure;

function shown(order: string, spec: string, rows: (instance: InstanceWorld, given: Given) => readonly Row[]): Make {
  return (instance) =>
    async function* (call) {
      const given = argumentsOf(call, { procedure: "sp_help_log_shipping", order });
      const count = yield* resultSet(tableOf(spec, () => rows(instance, given)));
      yield { kind: "done", rowCount: count, error: false, inProcedure: true };
      return 0;
    };
}

function joined(
  instance: InstanceWorld,
  rows: readonly Row[],
  at: { readonly tables: readonly string[]; readonly key: string },
): readonly Row[] {
  return rows.map((row) => {
    const found = at.tables.map((table) => instance.msdb(table).find((one) => one[at.key] === row[at.key]));
    return Object.assign({}, ...found.reverse(), row) as Row;
  });
}

const primarySpec =
  "primary_id uniqueidentifier, primary_database sysname, backup_directory nvarchar(500), backup_share nvarchar(500), backup_retention_period int, backup_compression tinyint, backup_job_id uniqueidentifier, monitor_server sysname, monitor_server_security_mode bit, backup_threshold int, threshold_alert int, threshold_alert_enabled bit, last_backup_file nvarchar(500), last_backup_date datetime, last_backup_date_utc datetime, history_retention_period int";
const secondarySpec =
  "secondary_id uniqueidentifier, primary_server sysname, primary_database sysname, backup_source_directory nvarchar(500), backup_destination_directory nvarchar(500), file_retention_period int, copy_job_id uniqueidentifier, restore_job_id uniqueidentifier, monitor_server sysname, monitor_server_security_mode bit, secondary_database sysname, restore_delay int, restore_all bit, restore_mode bit, disconnect_users bit, block_size int, buffer_count int, max_transfer_size int, restore_threshold int, threshold_alert int, threshold_alert_enabled bit, last_copied_file nvarchar(500), last_copied_date datetime, last_copied_date_utc datetime, last_restored_file nvarchar(500), last_restored_date datetime, last_restored_date_utc datetime, history_retention_period int, last_restored_latency int";
const secondaryPrimarySpec = secondarySpec.split(", secondary_database")[0] ?? "";
const helpMonitorSpec =
  "status bit, is_primary bit, server sysname, database_name sysname, time_since_last_backup int, last_backup_file nvarchar(500), backup_threshold int, is_backup_alert_enabled bit, time_since_last_copy int, last_copied_file nvarchar(500), time_since_last_restore int, last_restored_file nvarchar(500), last_restored_latency int, restore_threshold int, is_restore_alert_enabled bit";

function monitorRows(instance: InstanceWorld): readonly Row[] {
  const minutes = (at: unknown): number | null =>
    at instanceof Date ? Math.floor((instance.utcNow().getTime() - at.getTime()) / 60_000) : null;
  const late = (time: number | null, threshold: unknown): boolean => time === null || time >= Number(threshold);
  const primaries = instance.msdb("log_shipping_monitor_primary").map((row): Row => {
    const time = minutes(row.last_backup_date_utc);
    return {
      status: late(time, row.backup_threshold),
      is_primary: true,
      server: row.primary_server ?? null,
      database_name: row.primary_database ?? null,
      time_since_last_backup: time,
      last_backup_file: row.last_backup_file ?? null,
      backup_threshold: row.backup_threshold ?? null,
      is_backup_alert_enabled: row.threshold_alert_enabled ?? null,
    };
  });
  const secondaries = instance.msdb("log_shipping_monitor_secondary").map((row): Row => {
    const time = minutes(row.last_restored_date_utc);
    return {
      status: late(time, row.restore_threshold),
      is_primary: false,
      server: row.secondary_server ?? null,
      database_name: row.secondary_database ?? null,
      time_since_last_copy: minutes(row.last_copied_date_utc),
      last_copied_file: row.last_copied_file ?? null,
      time_since_last_restore: time,
      last_restored_file: row.last_restored_file ?? null,
      last_restored_latency: row.last_restored_latency ?? null,
      restore_threshold: row.restore_threshold ?? null,
      is_restore_alert_enabled: row.threshold_alert_enabled ?? null,
    };
  });
  return [...primaries, ...secondaries];
}

const monitorPrimarySpec = msdbSpecs.log_shipping_monitor_primary ?? "";
/** All columns of the table but the latency. */
const monitorSecondarySpec = (msdbSpecs.log_shipping_monitor_secondary ?? "").replace(
  "last_restored_latency int, ",
  "",
);

function one(instance: InstanceWorld, given: Given, half: "primary" | "secondary"): readonly Row[] {
  const [server, database] = [`${half}_server`, `${half}_database`];
  return instance
    .msdb(`log_shipping_monitor_${half}`)
    .filter((row) => sameName(row[server], given[server]) && sameName(row[database], given[database]));
}

/** The log shipping procedures of master that only tell, by name. */
export const logShippingHelp: Readonly<Record<string, Make>> = {
  sp_help_log_shipping_primary_database: shown("database primary_id", primarySpec, (instance, given) =>
    joined(
      instance,
      instance
        .msdb("log_shipping_primary_databases")
        .filter((row) =>
          given.primary_id
            ? row.primary_id === given.primary_id
            : given.database === undefined || sameName(row.primary_database, given.database),
        ),
      { tables: ["log_shipping_monitor_primary"], key: "primary_id" },
    ),
  ),
  sp_help_log_shipping_primary_secondary: shown(
    "primary_database",
    "secondary_server sysname, secondary_database sysname",
    (instance, given) => {
      const id = primary.primaryOf(instance, given.primary_database ?? null)?.primary_id;
      return instance.msdb("log_shipping_primary_secondaries").filter((row) => row.primary_id === id);
    },
  ),
  sp_help_log_shipping_secondary_primary: shown(
    "primary_server primary_database",
    secondaryPrimarySpec,
    (instance, given) => [secondary.secondaryFor(instance, given)].filter((row) => row !== null),
  ),
  sp_help_log_shipping_secondary_database: shown("secondary_database secondary_id", secondarySpec, (instance, given) =>
    joined(
      instance,
      instance
        .msdb("log_shipping_secondary_databases")
        .filter((row) =>
          given.secondary_id
            ? row.secondary_id === given.secondary_id
            : given.secondary_database === undefined || sameName(row.secondary_database, given.secondary_database),
        ),
      { tables: ["log_shipping_monitor_secondary", "log_shipping_secondary"], key: "secondary_id" },
    ),
  ),
  sp_help_log_shipping_monitor: shown("", helpMonitorSpec, monitorRows),
  sp_help_log_shipping_monitor_primary: shown(
    "primary_server primary_database",
    monitorPrimarySpec,
    (instance, given) => one(instance, given, "primary"),
  ),
  sp_help_log_shipping_monitor_secondary: shown(
    "secondary_server secondary_database",
    monitorSecondarySpec,
    (instance, given) => one(instance, given, "secondary"),
  ),
  sp_help_log_shipping_alert_job: shown("", "alert_job_id uniqueidentifier", (instance) =>
    instance.msdb("log_shipping_monitor_alert"),
  ),
};
