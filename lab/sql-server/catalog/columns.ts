import type { Column, SqlType, SqlValue, TableSource } from "#lab/sql-server/contract.ts";

const plain = [
  "int",
  "bigint",
  "smallint",
  "tinyint",
  "bit",
  "float",
  "real",
  "datetime",
  "smalldatetime",
  "date",
  "uniqueidentifier",
] as const;

function typeOf(text: string): SqlType {
  const simple = plain.find((name) => name === text);
  if (simple) return { name: simple };
  if (text === "sysname") return { name: "nvarchar", length: 128 };
  const [, name = "", first = "", second] = /^(\w+)\((\w+)(?:[;](\w+))?\)$/.exec(text) ?? [];
  if (name === "numeric") return { name, precision: Number(first), scale: Number(second ?? 0) };
  if (name === "datetime2") return { name, scale: Number(first) };
  if (name === "char" || name === "varchar" || name === "nchar" || name === "nvarchar" || name === "varbinary")
    return { name, length: first === "max" ? "max" : Number(first) };
  throw new TypeError(`unknown column type ${text}`);
}

/** "a int, b nvarchar(60)!, lsn numeric(25)": one list of columns; all may be NULL but those with "!". */
export function columnsOf(spec: string): readonly Column[] {
  return spec.split(",").map((part) => {
    const [name = "", type = ""] = part.trim().split(/\s+/);
    return { name, type: typeOf(type.replace("!", "")), nullable: !type.endsWith("!") };
  });
}

export type RowObject = Readonly<Record<string, SqlValue | undefined>>;

/** Rows are objects keyed by column; a missing key is NULL. */
export function tableOf(spec: string, rows: () => Iterable<RowObject>): TableSource {
  const columns = columnsOf(spec);
  return {
    columns,
    rows: function* () {
      for (const row of rows()) yield columns.map((column) => row[column.name] ?? null);
    },
  };
}
