import type { Database } from "better-sqlite3";
import { z } from "zod";

const storedRow = z.object({ sql: z.string() }).optional();

/**
 * Sees that triggers keep a table that repeats others. Where one was missing or is another than ours, all are made anew and the table
 * is filled from what it repeats: a table rebuilt by a migration loses its triggers silently. Safe to call twice.
 */
export function keepDerived(
  database: Database,
  { triggers, refill }: { readonly triggers: Readonly<Record<string, string>>; readonly refill: string },
): void {
  const find = database.prepare("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?");
  const all = Object.entries(triggers);
  const install = database.transaction(() => {
    if (all.every(([name, sql]) => storedRow.parse(find.get(name))?.sql === sql)) return;
    for (const [name, sql] of all) database.exec(`DROP TRIGGER IF EXISTS "${name}"; ${sql};`);
    database.exec(refill);
  });
  install.immediate();
}
