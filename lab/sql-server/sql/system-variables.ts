import type { SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import { sqlError } from "./errors.ts";
import type { Runtime } from "./runtime.ts";
import type { Bound } from "./scope.ts";
import { int, numeric, nvarchar } from "./types.ts";

const fixed = (type: SqlType, get: (runtime: Runtime) => SqlValue, nullable = false) => ({ type, get, nullable });

const variables: Readonly<
  Record<string, { readonly type: SqlType; readonly get: (runtime: Runtime) => SqlValue; readonly nullable: boolean }>
> = {
  "@@SPID": fixed({ name: "smallint" }, ({ session }) => session.spid),
  "@@VERSION": fixed(
    nvarchar(300),
    ({ catalog, session }) => catalog.property(session, "VERSION", [])?.value ?? null,
    true,
  ),
  "@@SERVERNAME": fixed(nvarchar(128), ({ catalog }) => catalog.serverName(), true),
  "@@SERVICENAME": fixed(nvarchar(128), ({ catalog }) => catalog.serverName().split("\\")[1] ?? "MSSQLSERVER", true),
  "@@ROWCOUNT": fixed(int, ({ state }) => state.rowCount),
  "@@ERROR": fixed(int, ({ state }) => state.error),
  "@@TRANCOUNT": fixed(int, ({ state }) => state.tranCount),
  "@@IDENTITY": fixed(numeric(38, 0), ({ state }) => state.identity, true),
  "@@NESTLEVEL": fixed(int, ({ depth }) => depth),
  "@@LOCK_TIMEOUT": fixed(int, ({ state }) => state.lockTimeout),
  "@@DATEFIRST": fixed({ name: "tinyint" }, () => 7),
  "@@LANGUAGE": fixed(nvarchar(128), () => "us_english", true),
  "@@LANGID": fixed({ name: "smallint" }, () => 0),
  "@@MAX_PRECISION": fixed({ name: "tinyint" }, () => 38),
  "@@MAX_CONNECTIONS": fixed(int, () => 32767),
  "@@TEXTSIZE": fixed(int, () => 2147483647),
  "@@OPTIONS": fixed(int, ({ state }) => 5496 | (state.noCount ? 512 : 0)),
  "@@FETCH_STATUS": fixed(int, () => 0),
  "@@PROCID": fixed(int, () => 0),
  "@@MICROSOFTVERSION": fixed(int, ({ catalog }) => {
    const [major, minor, build] = catalog.version();
    return major * 0x1000000 + minor * 0x10000 + build;
  }),
};

export function systemVariable(name: string, line: number, runtime: Runtime): Bound {
  const variable = variables[name.toUpperCase()];
  if (variable === undefined) throw sqlError(137, [name], { line, state: 2 });
  const { type, nullable, get } = variable;
  return { type, nullable, eval: () => get(runtime) };
}
