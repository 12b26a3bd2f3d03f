import type { SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import { loginNow } from "#lab/sql-server/sql/impersonation.ts";
import { objectIdOf, tempObjectId } from "#lab/sql-server/sql/object-id.ts";
import { findTemp, type Runtime } from "#lab/sql-server/sql/runtime.ts";
import { int, nvarchar } from "#lab/sql-server/sql/types.ts";
import { fixedType, type SqlFunction, text, type Want, whole } from "./function.ts";

const fn = (wants: readonly Want[], type: SqlType, body: SqlFunction["body"], min = wants.length): SqlFunction => ({
  wants,
  min,
  max: wants.length,
  type: fixedType(type),
  body,
});
const error = (type: SqlType, read: (caught: NonNullable<Runtime["state"]["caught"]>) => SqlValue): SqlFunction =>
  fn([], type, (_, { state }) => (state.caught === null ? null : read(state.caught)));
const name = nvarchar(128);

function objectId(path: string, runtime: Runtime): SqlValue {
  const parts = path.split(".").map((part) =>
    part
      .trim()
      .replace(/^\[(.*)\]$/, "$1")
      .replace(/^"(.*)"$/, "$1"),
  );
  const last = parts.at(-1) ?? "";
  if (last.startsWith("#")) return findTemp(runtime, last) === null ? null : tempObjectId(last);
  const { catalog, session } = runtime;
  const database = catalog.database(parts.at(-3) || session.database);
  if (database === null) return null;
  const at = { database: database.name, schema: parts.at(-2) ?? "", name: last };
  const exists =
    catalog.table(session, at) !== null || catalog.procedure(session, at) !== null || isFunction(runtime, at);
  return exists ? objectIdOf(at.schema, last) : null;
}

function isFunction(
  { catalog, session }: Runtime,
  at: { readonly database: string; readonly schema: string; readonly name: string },
): boolean {
  try {
    return catalog.tableFunction(session, at, []) !== null || catalog.scalarFunction(at, []) !== null;
  } catch {
    return true;
  }
}

export const systemFunctions: Readonly<Record<string, SqlFunction>> = {
  DB_NAME: fn(
    ["int"],
    name,
    ([id], { catalog, session }) =>
      id === undefined
        ? (catalog.database(session.database)?.name ?? session.database)
        : catalog.databaseById(whole(id)),
    0,
  ),
  DB_ID: fn(
    ["text"],
    { name: "smallint" },
    ([v], { catalog, session }) => catalog.database(v === undefined ? session.database : text(v))?.id ?? null,
    0,
  ),
  OBJECT_ID: fn(["text", "text"], int, ([v], runtime) => objectId(text(v), runtime), 1),
  NEWID: { ...fn([], { name: "uniqueidentifier" }, () => crypto.randomUUID().toUpperCase()), nullable: () => false },
  SUSER_SNAME: fn(
    ["any"],
    name,
    ([v], { catalog, session }) =>
      v === undefined ? loginNow(session) : (catalog.property(session, "SUSER_SNAME", [v])?.value ?? null),
    0,
  ),
  SUSER_NAME: fn(["int"], name, (_, { session }) => loginNow(session), 0),
  ORIGINAL_LOGIN: fn([], name, (_, { session }) => session.login),
  SYSTEM_USER: fn([], name, (_, { session }) => loginNow(session)),
  USER_NAME: fn(["int"], name, () => "dbo", 0),
  CURRENT_USER: fn([], name, () => "dbo"),
  SESSION_USER: fn([], name, () => "dbo"),
  USER: fn([], name, () => "dbo"),
  SCHEMA_NAME: fn(["int"], name, ([id]) => (id === undefined || id === 1 ? "dbo" : id === 4 ? "sys" : null), 0),
  HOST_NAME: fn([], name, (_, { session }) => session.hostName),
  APP_NAME: fn([], name, (_, { session }) => session.programName),
  ERROR_NUMBER: error(int, (caught) => caught.number),
  ERROR_MESSAGE: error(nvarchar(4000), (caught) => caught.message),
  ERROR_LINE: error(int, (caught) => caught.line),
  ERROR_SEVERITY: error(int, (caught) => caught.class),
  ERROR_STATE: error(int, (caught) => caught.state),
  ERROR_PROCEDURE: error(name, (caught) => caught.procedure ?? null),
  XACT_STATE: fn([], { name: "smallint" }, (_, { state }) => (state.tranCount > 0 ? 1 : 0)),
  SCOPE_IDENTITY: fn([], { name: "numeric", precision: 38, scale: 0 }, (_, { state }) => state.identity),
  ISNUMERIC: {
    ...fn(["any"], int, ([v]) => {
      if (typeof v === "string") return /^\s*[+-]?[$€£]?(\d[\d,]*\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(v) ? 1 : 0;
      return v === null || v instanceof Date || v instanceof Uint8Array ? 0 : 1;
    }),
    seesNull: true,
    nullable: () => false,
  },
};
