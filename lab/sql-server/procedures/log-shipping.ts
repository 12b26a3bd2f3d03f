import { tableOf } from "#lab/sql-server/catalog/columns.ts";
import { resultSet } from "#lab/sql-server/commands/events.ts";
import type { Procedure, ProcedureCall } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import * as primary from "#lab/world/log-shipping-primary.ts";
import * as secondary from "#lab/world/log-shipping-secondary.ts";
import { sameName } from "#lab/world/log-shipping-shared.ts";
import type { Row } from "#lab/world/state.ts";
import { argumentsOf, bits, type Given, needed } from "./arguments.ts";

type Make = (instance: InstanceWorld) => Procedure;
const bitNames = [
  "overwrite",
  "threshold_alert_enabled",
  "monitor_server_security_mode",
  "restore_all",
  "restore_mode",
  "disconnect_users",
  "ignoreremotemonitor",
];

/** A procedure without rows: 0 when `act` did it; its SqlError goes to the client. */
function quiet(
  procedure: string,
  order: string,
  act: (instance: InstanceWorld, given: Given, call: ProcedureCall) => void,
): Make {
  return (instance) =>
    // biome-ignore lint/correctness/useYield: no rows by nature
    async function* (call) {
      act(instance, bits(argumentsOf(call, { procedure, order }), bitNames), call);
      return 0;
    };
}

const monitor = "monitor_server monitor_server_security_mode monitor_server_login monitor_server_password";
const alert = "threshold_alert threshold_alert_enabled history_retention_period";
const primaryOrder = `database backup_directory backup_share backup_job_name backup_retention_period ${monitor} backup_threshold ${alert} backup_job_id primary_id backup_compression overwrite ignoreremotemonitor`;
const secondaryPrimaryOrder = `primary_server primary_database backup_source_directory backup_destination_directory copy_job_name restore_job_name file_retention_period ${monitor} copy_job_id restore_job_id secondary_id overwrite ignoreremotemonitor`;
const secondaryOrder = `secondary_database primary_server primary_database restore_delay restore_all restore_mode disconnect_users block_size buffer_count max_transfer_size restore_threshold ${alert} overwrite ignoreremotemonitor`;

function change(tables: readonly string[], key: string): (instance: InstanceWorld, given: Given) => void {
  return (instance, given) => {
    const wanted = given[key] ?? null;
    let found = false;
    for (const table of tables)
      for (const row of instance.msdb(table)) {
        const own = row[key] ?? row[`primary_${key}`];
        if (!sameName(own, wanted)) continue;
        found = true;
        for (const [name, value] of Object.entries(given)) if (name in row && name !== key) row[name] = value;
      }
    if (!found && key === "secondary_database") secondary.deleteSecondaryDatabase(instance, String(wanted));
    if (!found && key === "database") primary.deletePrimary(instance, String(wanted));
  };
}

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
  return rows.map((row) =>
    at.tables.reduce<Row>(
      (all, table) => ({ ...instance.msdb(table).find((one) => one[at.key] === row[at.key]), ...all }),
      { ...row },
    ),
  );
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

/** The log shipping procedures of master, by name. */
export const logShippingProcedures: Readonly<Record<string, Make>> = {
  sp_add_log_shipping_primary_database: quiet(
    "sp_add_log_shipping_primary_database",
    primaryOrder,
    (instance, given, call) => {
      needed(given, "database", "sp_add_log_shipping_primary_database");
      const made = primary.addPrimary(instance, given);
      call.setOutput("@backup_job_id", made.jobId);
      call.setOutput("@primary_id", made.primaryId);
    },
  ),
  sp_change_log_shipping_primary_database: quiet(
    "sp_change_log_shipping_primary_database",
    primaryOrder,
    change(["log_shipping_primary_databases", "log_shipping_monitor_primary"], "database"),
  ),
  sp_delete_log_shipping_primary_database: quiet(
    "sp_delete_log_shipping_primary_database",
    "database ignoreremotemonitor",
    (instance, given) =>
      primary.deletePrimary(instance, needed(given, "database", "sp_delete_log_shipping_primary_database")),
  ),
  sp_add_log_shipping_primary_secondary: quiet(
    "sp_add_log_shipping_primary_secondary",
    "primary_database secondary_server secondary_database overwrite",
    primary.addPrimarySecondary,
  ),
  sp_delete_log_shipping_primary_secondary: quiet(
    "sp_delete_log_shipping_primary_secondary",
    "primary_database secondary_server secondary_database",
    primary.deletePrimarySecondary,
  ),
  sp_add_log_shipping_secondary_primary: quiet(
    "sp_add_log_shipping_secondary_primary",
    secondaryPrimaryOrder,
    (instance, given, call) => {
      needed(given, "primary_server", "sp_add_log_shipping_secondary_primary");
      const made = secondary.addSecondaryPrimary(instance, given);
      call.setOutput("@copy_job_id", made.copyJobId);
      call.setOutput("@restore_job_id", made.restoreJobId);
      call.setOutput("@secondary_id", made.secondaryId);
    },
  ),
  sp_delete_log_shipping_secondary_primary: quiet(
    "sp_delete_log_shipping_secondary_primary",
    "primary_server primary_database",
    secondary.deleteSecondaryPrimary,
  ),
  sp_add_log_shipping_secondary_database: quiet(
    "sp_add_log_shipping_secondary_database",
    secondaryOrder,
    secondary.addSecondaryDatabase,
  ),
  sp_change_log_shipping_secondary_database: quiet(
    "sp_change_log_shipping_secondary_database",
    secondaryOrder,
    change(["log_shipping_secondary_databases", "log_shipping_monitor_secondary"], "secondary_database"),
  ),
  sp_delete_log_shipping_secondary_database: quiet(
    "sp_delete_log_shipping_secondary_database",
    "secondary_database ignoreremotemonitor",
    (instance, given) =>
      secondary.deleteSecondaryDatabase(
        instance,
        needed(given, "secondary_database", "sp_delete_log_shipping_secondary_database"),
      ),
  ),
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
};
