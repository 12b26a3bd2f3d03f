import type { Procedure, ProcedureCall } from "#lab/sql-server/contract.ts";
import { SqlError } from "#lab/sql-server/sql/errors.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { tellMonitor } from "#lab/world/log-shipping-monitor.ts";
import * as primary from "#lab/world/log-shipping-primary.ts";
import * as secondary from "#lab/world/log-shipping-secondary.ts";
import { dropIdleAlertJob, sameName } from "#lab/world/log-shipping-shared.ts";
import { refuse } from "#lab/world/refuse.ts";
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

/** A procedure without rows: 0 when `act` did it; else its error goes to the client and the code is 1. */
function quiet(
  procedure: string,
  order: string,
  act: (instance: InstanceWorld, given: Given, call: ProcedureCall) => void,
): Make {
  return (instance) =>
    async function* (call) {
      const given = bits(argumentsOf(call, { procedure, order }), bitNames);
      try {
        act(instance, given, call);
        return 0;
      } catch (error) {
        if (!(error instanceof SqlError)) throw error;
        yield { kind: "error", error: { ...error.shape(call.line), procedure } };
        return 1;
      }
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
  sp_change_log_shipping_secondary_primary: quiet(
    "sp_change_log_shipping_secondary_primary",
    `primary_server primary_database backup_source_directory backup_destination_directory file_retention_period ${monitor}`,
    (instance, given) => {
      const row = secondary.secondaryFor(instance, given);
      if (!row)
        throw refuse(
          32023,
          `An entry for primary server ${String(given.primary_server)}, primary database ${String(given.primary_database)} does not exist on this secondary. Register the primary first.`,
        );
      for (const [name, value] of Object.entries(given)) if (name in row && value !== null) row[name] = value;
    },
  ),
  sp_cleanup_log_shipping_history: quiet(
    "sp_cleanup_log_shipping_history",
    "agent_id agent_type",
    (instance, given) => {
      for (const table of ["log_shipping_monitor_history_detail", "log_shipping_monitor_error_detail"])
        instance.dropMsdbRows(
          table,
          (row) => row.agent_id === given.agent_id && row.agent_type === Number(given.agent_type ?? -1),
        );
    },
  ),
  sp_refresh_log_shipping_monitor: quiet(
    "sp_refresh_log_shipping_monitor",
    "agent_id agent_type database mode",
    (instance, given) => tellMonitor(instance, given.agent_id),
  ),
  sp_delete_log_shipping_alert_job: quiet("sp_delete_log_shipping_alert_job", "", dropIdleAlertJob),
};
