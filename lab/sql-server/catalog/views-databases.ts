import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { lsnOrNull } from "#lab/world/lsn.ts";
import { bytesOf } from "#lab/world/principals.ts";
import { columnsOfVersion } from "#lab/world/products.ts";
import type { DatabaseState } from "#lab/world/state.ts";
import { type RowObject, tableOf } from "./columns.ts";
import type { Views } from "./views.ts";

const states = { ONLINE: 0, RESTORING: 1, RECOVERING: 2, SUSPECT: 4, OFFLINE: 6 } as const;
const models = { FULL: 1, BULK_LOGGED: 2, SIMPLE: 3 } as const;
const access = { MULTI_USER: 0, SINGLE_USER: 1, RESTRICTED_USER: 2 } as const;

function databaseRow(instance: InstanceWorld, db: DatabaseState): RowObject {
  const wait =
    db.recoveryModel !== "SIMPLE" && db.state === "ONLINE" && db.log.length > 0
      ? ([2, "LOG_BACKUP"] as const)
      : ([0, "NOTHING"] as const);
  const level = instance.catalog.version()[0] * 10;
  const isUnverified = instance.world.faults.has(`page-verify-off:${instance.name}`) && /^mgc/i.test(db.name);
  return {
    name: db.name,
    database_id: db.id,
    source_database_id: null,
    create_date: new Date(db.createdAtMs),
    compatibility_level: level,
    collation_name: db.state === "ONLINE" ? "SQL_Latin1_General_CP1_CI_AS" : null,
    user_access: access[db.userAccess],
    user_access_desc: db.userAccess,
    is_read_only: db.readOnly || db.standbyFile !== null,
    is_auto_close_on: false,
    is_auto_shrink_on: false,
    state: states[db.state],
    state_desc: db.state,
    is_in_standby: db.standbyFile !== null,
    is_cleanly_shutdown: false,
    recovery_model: models[db.recoveryModel],
    recovery_model_desc: db.recoveryModel,
    page_verify_option: isUnverified ? 0 : 2,
    page_verify_option_desc: isUnverified ? "NONE" : "CHECKSUM",
    is_trustworthy_on: db.trustworthy,
    is_db_chaining_on: db.dbChaining,
    is_broker_enabled: db.brokerEnabled,
    log_reuse_wait: wait[0],
    log_reuse_wait_desc: wait[1],
    owner_sid: bytesOf(db.ownerSid),
    replica_id: null,
    containment: 0,
    containment_desc: "NONE",
    target_recovery_time_in_seconds: 0,
    snapshot_isolation_state: 0,
    snapshot_isolation_state_desc: "OFF",
    is_read_committed_snapshot_on: false,
    is_auto_create_stats_on: true,
    is_auto_update_stats_on: true,
    is_fulltext_enabled: db.id > 4,
    is_published: false,
    is_subscribed: false,
    is_merge_published: false,
    is_distributor: false,
    is_cdc_enabled: false,
    is_encrypted: false,
    service_broker_guid: db.databaseGuid,
    delayed_durability: 0,
    delayed_durability_desc: "DISABLED",
  };
}

function* fileRows(instance: InstanceWorld): Generator<RowObject> {
  for (const db of instance.databases())
    for (const [index, file] of db.files.entries()) {
      const restoring = db.state === "RESTORING" && db.redoStart !== null;
      yield {
        database_id: db.id,
        file_id: index + 1,
        file_guid: null,
        type: file.type === "LOG" ? 1 : 0,
        type_desc: file.type,
        data_space_id: file.type === "LOG" ? 0 : 1,
        name: file.logical,
        physical_name: file.path,
        state: states[db.state],
        state_desc: db.state,
        size: Math.floor(file.sizeBytes / 8192),
        max_size: -1,
        growth: 8192,
        is_read_only: false,
        is_percent_growth: false,
        create_lsn: null,
        drop_lsn: null,
        backup_lsn: null,
        redo_start_lsn: restoring ? lsnOrNull(db.redoStart) : null,
        redo_start_fork_guid: restoring ? db.forkGuid : null,
        redo_target_lsn: null,
        redo_target_fork_guid: null,
        differential_base_lsn: lsnOrNull(db.lastFull),
        differential_base_guid: db.lastFullGuid,
        differential_base_time: null,
      };
    }
}

/** sys views about databases, their files and mirroring. */
export const databaseViews: Views = {
  "sys.databases": (instance) =>
    tableOf(
      columnsOfVersion(
        "name sysname!, database_id int!, source_database_id int, owner_sid varbinary(85), create_date datetime, compatibility_level tinyint, collation_name sysname, user_access tinyint, user_access_desc nvarchar(60), is_read_only bit, is_auto_close_on bit, is_auto_shrink_on bit, state tinyint, state_desc nvarchar(60), is_in_standby bit, is_cleanly_shutdown bit, recovery_model tinyint, recovery_model_desc nvarchar(60), page_verify_option tinyint, page_verify_option_desc nvarchar(60), is_trustworthy_on bit, is_db_chaining_on bit, is_broker_enabled bit, snapshot_isolation_state tinyint, snapshot_isolation_state_desc nvarchar(60), is_read_committed_snapshot_on bit, is_auto_create_stats_on bit, is_auto_update_stats_on bit, is_fulltext_enabled bit, is_published bit, is_subscribed bit, is_merge_published bit, is_distributor bit, is_cdc_enabled bit, is_encrypted bit, service_broker_guid uniqueidentifier, delayed_durability int, delayed_durability_desc nvarchar(60), log_reuse_wait tinyint, log_reuse_wait_desc nvarchar(60), replica_id uniqueidentifier, containment tinyint, containment_desc nvarchar(60), target_recovery_time_in_seconds int",
        instance.catalog.version()[0],
      ),
      () => instance.databases().map((db) => databaseRow(instance, db)),
    ),
  "sys.master_files": (instance) =>
    tableOf(
      "database_id int, file_id int, file_guid uniqueidentifier, type tinyint, type_desc nvarchar(60), data_space_id int, name sysname, physical_name nvarchar(260), state tinyint, state_desc nvarchar(60), size int, max_size int, growth int, is_read_only bit, is_percent_growth bit, create_lsn numeric(25), drop_lsn numeric(25), backup_lsn numeric(25), differential_base_lsn numeric(25), differential_base_guid uniqueidentifier, differential_base_time datetime, redo_start_lsn numeric(25), redo_start_fork_guid uniqueidentifier, redo_target_lsn numeric(25), redo_target_fork_guid uniqueidentifier",
      () => fileRows(instance),
    ),
  "sys.database_recovery_status": (instance) =>
    tableOf(
      "database_id int, database_guid uniqueidentifier, family_guid uniqueidentifier, last_log_backup_lsn numeric(25), recovery_fork_guid uniqueidentifier, first_recovery_fork_guid uniqueidentifier, fork_point_lsn numeric(25)",
      () =>
        instance.databases().map((db) => ({
          database_id: db.id,
          database_guid: db.databaseGuid,
          family_guid: db.familyGuid,
          last_log_backup_lsn: db.state === "ONLINE" ? lsnOrNull(db.lastLogBackup) : null,
          recovery_fork_guid: db.forkGuid,
          first_recovery_fork_guid: db.previousForkGuid ?? db.forkGuid,
          fork_point_lsn: lsnOrNull(db.forkPoint),
        })),
    ),
};
