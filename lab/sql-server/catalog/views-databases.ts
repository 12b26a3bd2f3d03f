import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { lsnOf, lsnOrNull } from "#lab/world/lsn.ts";
import { endpointAddress } from "#lab/world/places.ts";
import type { DatabaseState } from "#lab/world/state.ts";
import { type RowObject, tableOf } from "./columns.ts";
import type { Views } from "./views.ts";

const states = { ONLINE: 0, RESTORING: 1, SUSPECT: 4, OFFLINE: 6 } as const;
const mirrorStates = { SUSPENDED: 0, DISCONNECTED: 1, SYNCHRONIZING: 2, PENDING_FAILOVER: 3, SYNCHRONIZED: 4 } as const;
const models = { FULL: 1, BULK_LOGGED: 2, SIMPLE: 3 } as const;
const access = { MULTI_USER: 0, SINGLE_USER: 1, RESTRICTED_USER: 2 } as const;

function databaseRow(instance: InstanceWorld, db: DatabaseState): RowObject {
  const wait =
    db.recoveryModel !== "SIMPLE" && db.state === "ONLINE" && db.log.length > 0
      ? ([2, "LOG_BACKUP"] as const)
      : ([0, "NOTHING"] as const);
  const level = instance.catalog.version()[0] * 10;
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
    page_verify_option: 2,
    page_verify_option_desc: "CHECKSUM",
    is_trustworthy_on: false,
    is_db_chaining_on: false,
    is_broker_enabled: false,
    log_reuse_wait: wait[0],
    log_reuse_wait_desc: wait[1],
    owner_sid: Uint8Array.of(1),
    replica_id: null,
    containment: 0,
    containment_desc: "NONE",
    target_recovery_time_in_seconds: 0,
    is_published: false,
    is_encrypted: false,
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

function mirroringRow(db: DatabaseState): RowObject {
  const m = db.mirroring;
  if (!m) return { database_id: db.id };
  return {
    database_id: db.id,
    mirroring_guid: m.guid,
    mirroring_state: mirrorStates[m.state],
    mirroring_state_desc: m.state,
    mirroring_role: m.role === "PRINCIPAL" ? 1 : 2,
    mirroring_role_desc: m.role,
    mirroring_role_sequence: m.roleSequence,
    mirroring_safety_level: m.safety === "FULL" ? 2 : 1,
    mirroring_safety_level_desc: m.safety,
    mirroring_safety_sequence: m.safetySequence,
    mirroring_partner_name: m.partnerAddress,
    mirroring_partner_instance: m.partner,
    mirroring_witness_name: m.witnessAddress ?? "",
    mirroring_witness_state: m.witness === null ? 0 : m.witnessConnected ? 1 : 2,
    mirroring_witness_state_desc: m.witness === null ? "UNKNOWN" : m.witnessConnected ? "CONNECTED" : "DISCONNECTED",
    mirroring_failover_lsn: lsnOf(m.failoverAt),
    mirroring_connection_timeout: m.timeoutSeconds,
    mirroring_redo_queue: null,
    mirroring_redo_queue_type: "UNLIMITED",
    mirroring_end_of_log_lsn: lsnOf(db.end),
    mirroring_replication_lsn: lsnOf(m.failoverAt),
  };
}

const endpointSpec =
  "name sysname, endpoint_id int, principal_id int, protocol tinyint, protocol_desc nvarchar(60), type tinyint, type_desc nvarchar(60), state tinyint, state_desc nvarchar(60), is_admin_endpoint bit";
const endpoint: RowObject = {
  name: "Mirroring",
  endpoint_id: 65_536,
  principal_id: 1,
  protocol: 2,
  protocol_desc: "TCP",
  type: 4,
  type_desc: "DATABASE_MIRRORING",
  state: 0,
  state_desc: "STARTED",
  is_admin_endpoint: false,
};

/** sys views about databases, their files and mirroring. */
export const databaseViews: Views = {
  "sys.databases": (instance) =>
    tableOf(
      "name sysname, database_id int, source_database_id int, owner_sid varbinary(85), create_date datetime, compatibility_level tinyint, collation_name sysname, user_access tinyint, user_access_desc nvarchar(60), is_read_only bit, is_auto_close_on bit, is_auto_shrink_on bit, state tinyint, state_desc nvarchar(60), is_in_standby bit, is_cleanly_shutdown bit, recovery_model tinyint, recovery_model_desc nvarchar(60), page_verify_option tinyint, page_verify_option_desc nvarchar(60), is_trustworthy_on bit, is_db_chaining_on bit, is_broker_enabled bit, is_published bit, is_encrypted bit, log_reuse_wait tinyint, log_reuse_wait_desc nvarchar(60), replica_id uniqueidentifier, containment tinyint, containment_desc nvarchar(60), target_recovery_time_in_seconds int",
      () => instance.databases().map((db) => databaseRow(instance, db)),
    ),
  "sys.master_files": (instance) =>
    tableOf(
      "database_id int, file_id int, file_guid uniqueidentifier, type tinyint, type_desc nvarchar(60), data_space_id int, name sysname, physical_name nvarchar(260), state tinyint, state_desc nvarchar(60), size int, max_size int, growth int, is_read_only bit, is_percent_growth bit, create_lsn numeric(25), drop_lsn numeric(25), backup_lsn numeric(25), differential_base_lsn numeric(25), differential_base_guid uniqueidentifier, differential_base_time datetime, redo_start_lsn numeric(25), redo_start_fork_guid uniqueidentifier, redo_target_lsn numeric(25), redo_target_fork_guid uniqueidentifier",
      () => fileRows(instance),
    ),
  "sys.database_mirroring": (instance) =>
    tableOf(
      "database_id int, mirroring_guid uniqueidentifier, mirroring_state tinyint, mirroring_state_desc nvarchar(60), mirroring_role tinyint, mirroring_role_desc nvarchar(60), mirroring_role_sequence int, mirroring_safety_level tinyint, mirroring_safety_level_desc nvarchar(60), mirroring_safety_sequence int, mirroring_partner_name nvarchar(128), mirroring_partner_instance nvarchar(128), mirroring_witness_name nvarchar(128), mirroring_witness_state tinyint, mirroring_witness_state_desc nvarchar(60), mirroring_failover_lsn numeric(25), mirroring_connection_timeout int, mirroring_redo_queue int, mirroring_redo_queue_type nvarchar(60), mirroring_end_of_log_lsn numeric(25), mirroring_replication_lsn numeric(25)",
      () => instance.databases().map(mirroringRow),
    ),
  "sys.database_mirroring_endpoints": () =>
    tableOf(
      `${endpointSpec}, role tinyint, role_desc nvarchar(60), is_encryption_enabled bit, connection_auth tinyint, connection_auth_desc nvarchar(60), certificate_id int, encryption_algorithm tinyint, encryption_algorithm_desc nvarchar(60)`,
      () => [
        {
          ...endpoint,
          role: 1,
          role_desc: "PARTNER",
          is_encryption_enabled: true,
          connection_auth: 3,
          connection_auth_desc: "NEGOTIATE",
          certificate_id: 0,
          encryption_algorithm: 2,
          encryption_algorithm_desc: "AES",
        },
      ],
    ),
  "sys.tcp_endpoints": (instance) =>
    tableOf(`${endpointSpec}, port int, is_dynamic_port bit, ip_address nvarchar(45)`, () => [
      {
        name: "TSQL Default TCP",
        endpoint_id: 4,
        principal_id: 1,
        protocol: 2,
        protocol_desc: "TCP",
        type: 2,
        type_desc: "TSQL",
        state: 0,
        state_desc: "STARTED",
        is_admin_endpoint: false,
        port: instance.port,
        is_dynamic_port: false,
        ip_address: null,
      },
      {
        ...endpoint,
        port: Number(endpointAddress(instance.name).split(":").at(-1)),
        is_dynamic_port: false,
        ip_address: null,
      },
    ]),
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
