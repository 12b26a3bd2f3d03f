import type { TableSource } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { bytesOf } from "#lab/world/principals.ts";
import type { DatabaseState } from "#lab/world/state.ts";
import { type RowObject, tableOf } from "./columns.ts";

type At = { readonly instance: InstanceWorld; readonly db: DatabaseState };
const fixedRoles = ["db_owner", "db_datareader", "db_datawriter", "db_backupoperator"];

function principalRows({ db }: At): readonly RowObject[] {
  const at = new Date(db.createdAtMs);
  const base = { create_date: at, modify_date: at, default_schema_name: "dbo", is_fixed_role: false };
  const users = [
    { name: "dbo", sid: db.ownerSid, kind: "SQL_USER" },
    { name: "guest", sid: "00", kind: "SQL_USER" },
    ...db.users,
  ];
  return [
    { ...base, name: "public", principal_id: 0, type: "R", type_desc: "DATABASE_ROLE", sid: null },
    ...users.map(({ name, sid, kind }, index) => ({
      ...base,
      name,
      principal_id: index < 2 ? index + 1 : index + 3,
      type: kind === "WINDOWS_USER" ? "U" : "S",
      type_desc: kind,
      sid: bytesOf(sid),
      authentication_type_desc: kind === "WINDOWS_USER" ? "WINDOWS" : "INSTANCE",
    })),
    ...fixedRoles.map((name, index) => ({
      ...base,
      name,
      principal_id: 16_384 + index,
      type: "R",
      type_desc: "DATABASE_ROLE",
      sid: null,
      is_fixed_role: true,
    })),
  ];
}

function memberRows(at: At): readonly RowObject[] {
  const idOf = (name: string) => principalRows(at).find((row) => row.name === name)?.principal_id ?? null;
  return at.db.users.flatMap((user) =>
    user.roles.map((role) => ({ role_principal_id: idOf(role), member_principal_id: idOf(user.name) })),
  );
}

/** Users and files of the database they are asked in, by "schema.name". */
export const principalViews: Readonly<Record<string, (at: At) => TableSource>> = {
  "sys.database_principals": (at) =>
    tableOf(
      "name sysname, principal_id int, type char(1), type_desc nvarchar(60), default_schema_name sysname, create_date datetime, modify_date datetime, sid varbinary(85), is_fixed_role bit, authentication_type_desc nvarchar(60)",
      () => principalRows(at),
    ),
  "sys.database_role_members": (at) => tableOf("role_principal_id int, member_principal_id int", () => memberRows(at)),
  "sys.database_files": ({ db }) =>
    tableOf(
      "file_id int, type tinyint, type_desc nvarchar(60), data_space_id int, name sysname, physical_name nvarchar(260), state tinyint, state_desc nvarchar(60), size int, max_size int, growth int, is_read_only bit",
      () =>
        db.files.map((file, index) => ({
          file_id: index + 1,
          type: file.type === "LOG" ? 1 : 0,
          type_desc: file.type,
          data_space_id: file.type === "LOG" ? 0 : 1,
          name: file.logical,
          physical_name: file.path,
          state: 0,
          state_desc: "ONLINE",
          size: Math.floor(file.sizeBytes / 8192),
          max_size: -1,
          growth: 8192,
          is_read_only: false,
        })),
    ),
};
