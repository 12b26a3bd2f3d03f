import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { lsnOf } from "#lab/world/lsn.ts";
import { endpointAddress, witness } from "#lab/world/places.ts";
import type { DatabaseState } from "#lab/world/state.ts";
import { type RowObject, tableOf } from "./columns.ts";
import { isPlain } from "./rights.ts";
import type { Views } from "./views.ts";

const mirrorStates = { SUSPENDED: 0, DISCONNECTED: 1, SYNCHRONIZING: 2, PENDING_FAILOVER: 3, SYNCHRONIZED: 4 } as const;

/** On a mirror only sysadmin sees anything. */
function mirroringRow(db: DatabaseState, seenByPlain: boolean): RowObject {
  const m = db.mirroring;
  if (!m || (seenByPlain && m.role === "MIRROR")) return { database_id: db.id };
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

/** Its mirroring endpoint, which a blank instance does not have. */
function endpointOf(instance: InstanceWorld): readonly RowObject[] {
  if (!instance.state.hasEndpoint) return [];
  return [instance.endpointStopped ? { ...endpoint, state: 1, state_desc: "STOPPED" } : endpoint];
}

/** sys views about database mirroring and its endpoints. */
export const mirroringViews: Views = {
  "sys.database_mirroring": (instance, session) =>
    tableOf(
      "database_id int, mirroring_guid uniqueidentifier, mirroring_state tinyint, mirroring_state_desc nvarchar(60), mirroring_role tinyint, mirroring_role_desc nvarchar(60), mirroring_role_sequence int, mirroring_safety_level tinyint, mirroring_safety_level_desc nvarchar(60), mirroring_safety_sequence int, mirroring_partner_name nvarchar(128), mirroring_partner_instance nvarchar(128), mirroring_witness_name nvarchar(128), mirroring_witness_state tinyint, mirroring_witness_state_desc nvarchar(60), mirroring_failover_lsn numeric(25), mirroring_connection_timeout int, mirroring_redo_queue int, mirroring_redo_queue_type nvarchar(60), mirroring_end_of_log_lsn numeric(25), mirroring_replication_lsn numeric(25)",
      () => instance.databases().map((db) => mirroringRow(db, isPlain(instance, session))),
    ),
  "sys.database_mirroring_endpoints": (instance) =>
    tableOf(
      `${endpointSpec}, role tinyint, role_desc nvarchar(60), is_encryption_enabled bit, connection_auth tinyint, connection_auth_desc nvarchar(60), certificate_id int, encryption_algorithm tinyint, encryption_algorithm_desc nvarchar(60)`,
      () =>
        endpointOf(instance).map((own) => ({
          ...own,
          role: instance.name === witness.name ? 2 : 1,
          role_desc: instance.name === witness.name ? "WITNESS" : "PARTNER",
          is_encryption_enabled: true,
          connection_auth: 3,
          connection_auth_desc: "NEGOTIATE",
          certificate_id: 0,
          encryption_algorithm: 2,
          encryption_algorithm_desc: "AES",
        })),
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
      ...endpointOf(instance).map((own) => ({
        ...own,
        port: Number(endpointAddress(instance.name).split(":").at(-1)),
        is_dynamic_port: false,
        ip_address: null,
      })),
    ]),
};
