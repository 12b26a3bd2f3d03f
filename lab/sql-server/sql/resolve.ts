import type { TableSource } from "#lab/sql-server/contract.ts";
import { UnsupportedError } from "./cursor.ts";
import { SqlError, sqlError } from "./errors.ts";
import { isKnownObject } from "./known-objects.ts";
import { findTemp, type Runtime } from "./runtime.ts";

export type TableName = { readonly database: string; readonly schema: string; readonly name: string };

/** Database canonical and usable; 208 or the database's own refusal otherwise. */
export function resolveName(parts: readonly string[], runtime: Runtime, line: number): TableName {
  const { catalog, session } = runtime;
  if (parts.length > 4)
    throw sqlError(117, ["The object name contains more than the maximum number of prefixes. The maximum is 3."], {
      line,
    });
  const asked = parts.at(-3) || session.database;
  const database = catalog.database(asked);
  if (
    database === null ||
    (parts.length === 4 && parts[0] !== "" && parts[0]?.toLowerCase() !== catalog.serverName().toLowerCase())
  ) {
    throw parts.length === 4
      ? sqlError(
          7202,
          [
            `Could not find server '${parts[0]}' in sys.servers. Verify that the correct server name was specified. If necessary, execute the stored procedure sp_addlinkedserver to add the server to sys.servers.`,
          ],
          { line, abort: "batch", class: 11, state: 2 },
        )
      : sqlError(208, [parts.join(".")]);
  }
  try {
    catalog.assertUsable(database.name);
    catalog.assertMayEnter?.(session, database.name);
  } catch (error) {
    if (error instanceof SqlError && error.line === 0)
      throw new SqlError({ ...error.shape(line), line, preceding: error.preceding });
    throw error;
  }
  return { database: database.name, schema: parts.at(-2) ?? "", name: parts.at(-1) ?? "" };
}

export function resolveTable(parts: readonly string[], runtime: Runtime, line: number): TableSource {
  const last = parts.at(-1) ?? "";
  if (last.startsWith("#")) {
    const temp = findTemp(runtime, last);
    if (temp === null) throw sqlError(208, [last]);
    return { columns: temp.columns, rows: () => temp.rows };
  }
  const found = runtime.catalog.table(runtime.session, resolveName(parts, runtime, line));
  if (found !== null) return found;
  if (isKnownObject(parts, runtime.session.database)) throw new UnsupportedError(parts.join("."), line);
  throw sqlError(208, [parts.join(".")]);
}
