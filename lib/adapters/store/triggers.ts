import type { Database } from "better-sqlite3";
import { z } from "zod";

const appendOnlyTables = ["RunEvent", "Entry", "TopologyVersion"] as const;
const storedRow = z.object({ sql: z.string() }).optional();

function triggers(): readonly { readonly name: string; readonly sql: string }[] {
  return appendOnlyTables.flatMap((table) =>
    (["UPDATE", "DELETE"] as const).map((verb) => {
      const name = `${table}_no_${verb.toLowerCase()}`;
      const sql = `CREATE TRIGGER "${name}" BEFORE ${verb} ON "${table}" BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`;
      return { name, sql };
    }),
  );
}

/**
 * Makes the audit tables append-only. Called at every start: a table rebuilt by a migration loses its triggers silently.
 * Gives the names of those that were missing or had been altered. Safe to call twice.
 */
export function installTriggers(database: Database): readonly string[] {
  const find = database.prepare("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?");
  const install = database.transaction(() =>
    triggers().flatMap(({ name, sql }) => {
      if (storedRow.parse(find.get(name))?.sql === sql) return [];
      database.exec(`DROP TRIGGER IF EXISTS "${name}"; ${sql};`);
      return [name];
    }),
  );
  return install.immediate();
}
