import type { Database } from "better-sqlite3";
import { z } from "zod";

const storedRow = z.object({ sql: z.string() }).optional();

type Trigger = { readonly name: string; readonly sql: string };

/** No row of this table is ever changed, and none goes but those of which a purge's record says so (lib/adapters/store/purge.ts). */
function appendOnly(table: string, stream: string): readonly Trigger[] {
  const isPurged = `EXISTS (SELECT 1 FROM "Purged" p WHERE p."stream" = ${stream} AND OLD."number" <= p."last")`;
  const rule = { UPDATE: "", DELETE: `WHEN NOT ${isPurged} ` };
  return (["UPDATE", "DELETE"] as const).map((verb) => {
    const name = `${table}_no_${verb.toLowerCase()}`;
    const refuse = `SELECT RAISE(ABORT, '${table} is append-only')`;
    return { name, sql: `CREATE TRIGGER "${name}" BEFORE ${verb} ON "${table}" ${rule[verb]}BEGIN ${refuse}; END` };
  });
}

/** No version of a topology is ever changed or taken away. */
function neverTouched(table: string): readonly Trigger[] {
  return (["UPDATE", "DELETE"] as const).map((verb) => {
    const name = `${table}_no_${verb.toLowerCase()}`;
    const refuse = `SELECT RAISE(ABORT, '${table} is append-only')`;
    return { name, sql: `CREATE TRIGGER "${name}" BEFORE ${verb} ON "${table}" BEGIN ${refuse}; END` };
  });
}

const triggers: readonly Trigger[] = [
  ...appendOnly("RunEvent", `'run:' || OLD."runId"`),
  ...appendOnly("Entry", `OLD."stream"`),
  ...neverTouched("TopologyVersion"),
];

/**
 * Makes the audit tables append-only. Called at every start: a table rebuilt by a migration loses its triggers silently.
 * Gives the names of those that were missing or had been altered. Safe to call twice.
 */
export function installTriggers(database: Database): readonly string[] {
  const find = database.prepare("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?");
  const install = database.transaction(() =>
    triggers.flatMap(({ name, sql }) => {
      if (storedRow.parse(find.get(name))?.sql === sql) return [];
      database.exec(`DROP TRIGGER IF EXISTS "${name}"; ${sql};`);
      return [name];
    }),
  );
  return install.immediate();
}
