import type { Database } from "better-sqlite3";
import { keepDerived } from "./derived-table.ts";

/** What of a record can be searched: a command with its values, what a server wrote, why it failed, what a person said. */
const text = (record: string) => `trim(
    coalesce(json_extract(${record}.body, '$.command.text'), '') || ' ' ||
    coalesce(json_extract(${record}.body, '$.command.parameters'), '') || ' ' ||
    coalesce((SELECT group_concat(json_extract(value, '$.text'), char(10)) FROM json_each(${record}.body, '$.lines')), '') || ' ' ||
    coalesce(json_extract(${record}.body, '$.error.message'), '') || ' ' ||
    coalesce((SELECT group_concat(json_extract(value, '$.message'), char(10)) FROM json_each(${record}.body, '$.error.causes')), '') || ' ' ||
    coalesce(json_extract(${record}.body, '$.reason'), ''))`;
const columns = `"RunText" ("runId", "number", "at", "text")`;
const searched = "'act-intended', 'act-output', 'act-failed', 'decision-taken', 'run-started', 'step-finished'";
const name = "RunEvent_search";
const trigger = `CREATE TRIGGER "${name}" AFTER INSERT ON "RunEvent" WHEN NEW.kind IN (${searched}) BEGIN
  INSERT INTO ${columns} VALUES (NEW.runId, NEW.number, NEW.at, ${text("NEW")});
END`;
/**
 * Sees that every new record of a journal is indexed in the same transaction. Where the trigger was missing or is another, the
 * index is made anew from the journals. Safe to call twice.
 */
export function installSearch(database: Database): void {
  keepDerived(database, {
    triggers: { [name]: trigger },
    refill: `DELETE FROM "RunText"; INSERT INTO ${columns}
      SELECT e.runId, e.number, e.at, ${text("e")} FROM "RunEvent" e WHERE e.kind IN (${searched}) ORDER BY e.rowid`,
  });
}
