import type { SqlValue, TableSource } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { bytesOf } from "#lab/world/principals.ts";
import type { WitnessedSession } from "#lab/world/state.ts";
import { type RowObject, tableOf } from "./columns.ts";
import type { Views } from "./views.ts";

const sysDatabases: Views[string] = (instance) =>
  tableOf(
    "name sysname, dbid smallint, sid varbinary(85), mode smallint, status int, status2 int, crdate datetime, reserved datetime, category int, cmptlevel tinyint, filename nvarchar(260), version smallint",
    () =>
      instance.databases().map((db) => ({
        name: db.name,
        dbid: db.id,
        sid: bytesOf(db.ownerSid),
        mode: 0,
        // 32 loading, 512 offline, 1024 read only, 4096 single user.
        status:
          (db.state === "RESTORING" ? 32 : 0) +
          (db.state === "OFFLINE" ? 512 : 0) +
          (db.readOnly ? 1024 : 0) +
          (db.userAccess === "SINGLE_USER" ? 4096 : 0),
        status2: 0,
        crdate: new Date(db.createdAtMs),
        category: 0,
        cmptlevel: instance.catalog.version()[0] * 10,
        filename: db.files[0]?.path ?? null,
        version: 782,
      })),
  );

/** In this view 5 is synchronized; sys.database_mirroring's page says the opposite. */
const witnessRow = (one: WitnessedSession): RowObject => ({
  database_name: one.database,
  principal_server_name: one.principal,
  mirror_server_name: one.mirror,
  safety_level: one.safety === "FULL" ? 2 : 1,
  safety_level_desc: one.safety,
  safety_sequence_number: one.safetySequence,
  role_sequence_number: one.roleSequence,
  mirroring_guid: one.guid,
  family_guid: one.familyGuid,
  is_suspended: one.isSuspended,
  is_suspended_sequence_number: one.isSuspended ? 1 : 0,
  partner_sync_state: one.isInStep ? 5 : 6,
  partner_sync_state_desc: one.isInStep ? "SYNCHRONIZED" : "UNSYNCHRONIZED",
});

/** Older and rarer views of the whole instance. */
export const moreViews: Views = {
  "sys.sysdatabases": sysDatabases,
  "dbo.sysdatabases": sysDatabases,
  "sys.servers": (instance) =>
    tableOf(
      "server_id int, name sysname, product sysname, provider sysname, data_source nvarchar(4000), is_linked bit, is_data_access_enabled bit, modify_date datetime",
      () => [
        {
          server_id: 0,
          name: instance.name,
          product: "SQL Server",
          provider: "SQLNCLI",
          data_source: instance.name,
          is_linked: false,
          is_data_access_enabled: false,
          modify_date: new Date(instance.state.startedAtMs),
        },
      ],
    ),
  "sys.sql_logins": (instance) =>
    tableOf(
      "name sysname, principal_id int, sid varbinary(85), type char(1), type_desc nvarchar(60), is_disabled bit, default_database_name sysname, is_policy_checked bit, is_expiration_checked bit",
      () =>
        instance.state.logins.flatMap(({ name, sid, kind, disabled }, index) =>
          kind === "SQL_LOGIN"
            ? [
                {
                  name,
                  principal_id: index === 0 ? 1 : 258 + index,
                  sid: bytesOf(sid),
                  type: "S",
                  type_desc: kind,
                  is_disabled: disabled,
                  default_database_name: "master",
                  is_policy_checked: true,
                  is_expiration_checked: false,
                },
              ]
            : [],
        ),
    ),
  "sys.database_mirroring_witnesses": (instance) =>
    tableOf(
      "database_name sysname, principal_server_name sysname, mirror_server_name sysname, safety_level tinyint, safety_level_desc nvarchar(60), safety_sequence_number int, role_sequence_number int, mirroring_guid uniqueidentifier, family_guid uniqueidentifier, is_suspended bit, is_suspended_sequence_number int, partner_sync_state tinyint, partner_sync_state_desc nvarchar(60)",
      () => (instance.state.witnessed ?? []).map(witnessRow),
    ),
  "sys.dm_exec_connections": (instance) =>
    tableOf(
      "session_id int, connect_time datetime, net_transport nvarchar(40), protocol_type nvarchar(40), encrypt_option nvarchar(40), auth_scheme nvarchar(40), client_net_address varchar(48), local_tcp_port int, num_reads int, num_writes int",
      () =>
        instance.sessions.all().map((session) => ({
          session_id: session.spid,
          connect_time: session.loginTime,
          net_transport: "TCP",
          protocol_type: "TSQL",
          encrypt_option: "TRUE",
          auth_scheme: session.login.includes("\\") ? "KERBEROS" : "SQL",
          client_net_address: "127.0.0.1",
          local_tcp_port: instance.port,
          num_reads: 0,
          num_writes: 0,
        })),
    ),
};

/** What sys.dm_exec_requests gives as sql_handle. */
export function handleOf(spid: number): Uint8Array {
  return Uint8Array.of(2, 0, 0, 0, spid & 255, spid >> 8);
}

/** sys.dm_exec_sql_text(sql_handle): what the session with that handle runs now. */
export function sqlText(instance: InstanceWorld, args: readonly SqlValue[]): TableSource {
  return tableOf("dbid smallint, objectid int, number smallint, encrypted bit, text nvarchar(max)", () => {
    const [handle] = args;
    if (!(handle instanceof Uint8Array)) return [];
    const spid = (handle[4] ?? 0) + (handle[5] ?? 0) * 256;
    const session = instance.sessions.all().find((one) => one.spid === spid);
    const text = session?.state.get(batchTextKey) ?? instance.sessions.request(spid)?.text;
    if (!session || typeof text !== "string") return [];
    return [
      { dbid: instance.database(session.database)?.id ?? null, objectid: null, number: null, encrypted: false, text },
    ];
  });
}

/** Where a session keeps the batch it runs. */
export const batchTextKey = "batch text";
