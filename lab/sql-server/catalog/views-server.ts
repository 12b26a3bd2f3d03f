import type { SqlValue, TableSource } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { bytesOf } from "#lab/world/principals.ts";
import { type RowObject, tableOf } from "./columns.ts";
import type { Views } from "./views.ts";

function services(instance: InstanceWorld): readonly RowObject[] {
  const base = {
    startup_type: 2,
    startup_type_desc: "Automatic",
    status: 4,
    status_desc: "Running",
    is_clustered: "N",
    cluster_nodename: null,
  };
  const started = new Date(instance.state.startedAtMs);
  const [major, minor] = instance.catalog.version();
  const folder = minor === 50 ? "MSSQL10_50" : `MSSQL${major}`;
  return [
    {
      ...base,
      servicename: "SQL Server (PCHAT)",
      process_id: 1820,
      last_startup_time: started,
      service_account: "CONTOSO\\svc-sql",
      filename: `"C:\\Program Files\\Microsoft SQL Server\\${folder}.PCHAT\\MSSQL\\Binn\\sqlservr.exe" -sPCHAT`,
    },
    {
      ...base,
      ...(instance.agentStopped ? { status: 1, status_desc: "Stopped" } : {}),
      servicename: "SQL Server Agent (PCHAT)",
      process_id: 1904,
      last_startup_time: started,
      service_account: "CONTOSO\\svc-sql",
      filename: `"C:\\Program Files\\Microsoft SQL Server\\${folder}.PCHAT\\MSSQL\\Binn\\SQLAGENT.EXE" -i PCHAT`,
    },
  ];
}

const options: readonly (readonly [number, string, number])[] = [
  [1539, "max degree of parallelism", 0],
  [1544, "max server memory (MB)", 16_384],
  [1581, "backup compression default", 0],
  [1579, "backup checksum default", 0],
  [16_384, "Agent XPs", 1],
  [16_390, "xp_cmdshell", 0],
  [518, "show advanced options", 0],
];

function optionsOf({ name: at, world }: InstanceWorld): typeof options {
  if (!world.faults.has(`option-changed:${at}`)) return options;
  return options.map(([id, name, value]) => [id, name, name === "backup compression default" ? 1 : value]);
}

export const serverViews: Views = {
  "sys.dm_server_services": (instance) =>
    tableOf(
      "servicename nvarchar(256), startup_type int, startup_type_desc nvarchar(256), status int, status_desc nvarchar(256), process_id int, last_startup_time datetime2(7), service_account nvarchar(256), filename nvarchar(256), is_clustered nvarchar(1), cluster_nodename nvarchar(256)",
      () => services(instance),
    ),
  "sys.configurations": (instance) =>
    tableOf(
      "configuration_id int, name nvarchar(35), value int, minimum int, maximum int, value_in_use int, description nvarchar(255), is_dynamic bit, is_advanced bit",
      () =>
        optionsOf(instance).map(([id, name, value]) => ({
          configuration_id: id,
          name,
          value,
          minimum: 0,
          maximum: 2_147_483_647,
          value_in_use: value,
          description: name,
          is_dynamic: true,
          is_advanced: true,
        })),
    ),
  "sys.server_principals": (instance) =>
    tableOf(
      "name sysname, principal_id int, sid varbinary(85), type char(1), type_desc nvarchar(60), is_disabled bit, create_date datetime, modify_date datetime, default_database_name sysname",
      () => {
        const at = new Date(instance.state.startedAtMs);
        return instance.state.logins.map(({ name, sid, kind, disabled }, index) => ({
          name,
          principal_id: index === 0 ? 1 : 258 + index,
          sid: bytesOf(sid),
          type: kind === "SQL_LOGIN" ? "S" : "U",
          type_desc: kind,
          is_disabled: disabled,
          create_date: at,
          modify_date: at,
          default_database_name: "master",
        }));
      },
    ),
  "sys.dm_os_sys_info": (instance) =>
    tableOf("cpu_count int, ms_ticks bigint, sqlserver_start_time datetime", () => [
      {
        cpu_count: 4,
        ms_ticks: BigInt(instance.localNow().getTime() - instance.state.startedAtMs),
        sqlserver_start_time: new Date(instance.state.startedAtMs),
      },
    ]),
};

const gib = 1_073_741_824n;

/** sys.dm_os_volume_stats(database_id, file_id) */
export function volumeStats(instance: InstanceWorld, args: readonly SqlValue[]): TableSource {
  return tableOf(
    "database_id int, file_id int, volume_mount_point nvarchar(512), volume_id nvarchar(512), logical_volume_name nvarchar(512), file_system_type nvarchar(512), total_bytes bigint, available_bytes bigint, supports_compression bit, is_read_only bit, is_compressed bit",
    () => {
      const db = instance.databases().find((one) => one.id === Number(args[0]));
      const file = db?.files[Number(args[1]) - 1];
      if (!db || !file) return [];
      return [
        {
          database_id: db.id,
          file_id: Number(args[1]),
          volume_mount_point: `${file.path.slice(0, 3)}`,
          volume_id: `\\\\?\\Volume{${instance.host}}\\`,
          logical_volume_name: "Data",
          file_system_type: "NTFS",
          total_bytes: 200n * gib,
          available_bytes: instance.freeBytes,
          supports_compression: true,
          is_read_only: false,
          is_compressed: false,
        },
      ];
    },
  );
}
