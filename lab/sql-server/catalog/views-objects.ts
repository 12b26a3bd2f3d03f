import type { Column, Session, SqlType, TableSource } from "#lab/sql-server/contract.ts";
import { objectIdOf } from "#lab/sql-server/sql/object-id.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import type { DatabaseState } from "#lab/world/state.ts";
import { type RowObject, tableOf } from "./columns.ts";
import { chatTable } from "./views-chat.ts";
import { tableNames } from "./views-chat-more.ts";
import { msdbSpecs, msdbTable } from "./views-msdb.ts";

type At = { readonly instance: InstanceWorld; readonly session: Session; readonly db: DatabaseState };
type Table = { readonly name: string; readonly columns: readonly Column[]; readonly count: () => number };

/** User tables of one database, as its catalogue lists them. */
export function tablesOf({ instance, session, db }: At): readonly Table[] {
  const key = db.name.toLowerCase();
  const names = key === "msdb" ? Object.keys(msdbSpecs) : (tableNames[key] ?? []);
  return names.flatMap((name) => {
    const lower = name.toLowerCase();
    const source =
      key === "msdb" ? msdbTable(instance, lower) : chatTable(instance, session, { database: db.name, name: lower });
    return source ? [{ name, columns: source.columns, count: () => [...source.rows()].length }] : [];
  });
}

const typeIds: Readonly<Record<string, number>> = {
  uniqueidentifier: 36,
  date: 40,
  datetime2: 42,
  tinyint: 48,
  smallint: 52,
  int: 56,
  smalldatetime: 58,
  real: 59,
  datetime: 61,
  float: 62,
  bit: 104,
  numeric: 108,
  bigint: 127,
  varbinary: 165,
  varchar: 167,
  char: 175,
  nvarchar: 231,
  nchar: 239,
};

/** TYPE_NAME(id) */
export function typeName(id: number): string | null {
  return Object.keys(typeIds).find((name) => typeIds[name] === id) ?? null;
}

function sizeOf(type: SqlType): number {
  const wide = type.name === "nvarchar" || type.name === "nchar";
  if ("length" in type) return type.length === "max" ? -1 : type.length * (wide ? 2 : 1);
  return { tinyint: 1, bit: 1, smallint: 2, int: 4, real: 4, uniqueidentifier: 16 }[type.name as string] ?? 8;
}

function* columnRows(at: At): Generator<RowObject> {
  for (const table of tablesOf(at))
    for (const [index, { name, type, nullable }] of table.columns.entries())
      yield {
        object_id: objectIdOf("dbo", table.name),
        name,
        column_id: index + 1,
        system_type_id: typeIds[type.name] ?? 0,
        user_type_id: typeIds[type.name] ?? 0,
        max_length: sizeOf(type),
        precision: "precision" in type ? type.precision : 0,
        scale: "scale" in type ? type.scale : 0,
        is_nullable: nullable,
        is_identity: false,
        is_computed: false,
        TABLE_CATALOG: at.db.name,
        TABLE_SCHEMA: "dbo",
        TABLE_NAME: table.name,
        COLUMN_NAME: name,
        ORDINAL_POSITION: index + 1,
        IS_NULLABLE: nullable ? "YES" : "NO",
        DATA_TYPE: type.name,
        CHARACTER_MAXIMUM_LENGTH: "length" in type ? (type.length === "max" ? -1 : type.length) : null,
      };
}

function tableRows(at: At): readonly RowObject[] {
  return tablesOf(at).map(({ name }) => ({
    name,
    object_id: objectIdOf("dbo", name),
    schema_id: 1,
    parent_object_id: 0,
    type: "U",
    type_desc: "USER_TABLE",
    create_date: new Date(at.db.createdAtMs),
    modify_date: new Date(at.db.createdAtMs),
    is_ms_shipped: at.db.name === "msdb",
    TABLE_CATALOG: at.db.name,
    TABLE_SCHEMA: "dbo",
    TABLE_NAME: name,
    TABLE_TYPE: "BASE TABLE",
  }));
}

function partitionRows(at: At): readonly RowObject[] {
  return tablesOf(at).map(({ name, count }) => {
    const [id, rows] = [objectIdOf("dbo", name), count()];
    const pages = BigInt(1 + Math.ceil(rows / 16));
    return {
      partition_id: BigInt(id),
      object_id: id,
      index_id: 0,
      partition_number: 1,
      hobt_id: BigInt(id),
      rows: BigInt(rows),
      row_count: BigInt(rows),
      used_page_count: pages,
      reserved_page_count: pages,
      data_compression: 0,
      data_compression_desc: "NONE",
    };
  });
}

const objectSpec =
  "name sysname, object_id int, schema_id int, parent_object_id int, type char(2), type_desc nvarchar(60), create_date datetime, modify_date datetime, is_ms_shipped bit";

/** Views that answer for the database they are asked in, by "schema.name". */
export const objectViews: Readonly<Record<string, (at: At) => TableSource>> = {
  "sys.objects": (at) => tableOf(objectSpec, () => tableRows(at)),
  "sys.tables": (at) => tableOf(objectSpec, () => tableRows(at)),
  "sys.columns": (at) =>
    tableOf(
      "object_id int, name sysname, column_id int, system_type_id tinyint, user_type_id int, max_length smallint, precision tinyint, scale tinyint, is_nullable bit, is_identity bit, is_computed bit",
      () => columnRows(at),
    ),
  "sys.schemas": () =>
    tableOf("name sysname, schema_id int, principal_id int", () => [
      { name: "dbo", schema_id: 1, principal_id: 1 },
      { name: "sys", schema_id: 4, principal_id: 4 },
    ]),
  // One heap and one partition each: the lab has no indexes.
  "sys.partitions": (at) =>
    tableOf(
      "partition_id bigint, object_id int, index_id int, partition_number int, hobt_id bigint, rows bigint, data_compression tinyint, data_compression_desc nvarchar(60)",
      () => partitionRows(at),
    ),
  "sys.dm_db_partition_stats": (at) =>
    tableOf(
      "partition_id bigint, object_id int, index_id int, partition_number int, used_page_count bigint, reserved_page_count bigint, row_count bigint",
      () => partitionRows(at),
    ),
  "information_schema.tables": (at) =>
    tableOf("TABLE_CATALOG sysname, TABLE_SCHEMA sysname, TABLE_NAME sysname, TABLE_TYPE varchar(10)", () =>
      tableRows(at),
    ),
  "information_schema.columns": (at) =>
    tableOf(
      "TABLE_CATALOG sysname, TABLE_SCHEMA sysname, TABLE_NAME sysname, COLUMN_NAME sysname, ORDINAL_POSITION int, IS_NULLABLE varchar(3), DATA_TYPE sysname, CHARACTER_MAXIMUM_LENGTH int",
      () => columnRows(at),
    ),
};
