import type { Database } from "better-sqlite3";
import { keepDerived } from "./derived-table.ts";

const more = (row: "NEW" | "OLD", by: 1 | -1) =>
  `INSERT INTO "RunCount" ("poolFqdn", "status", "count") VALUES (${row}.poolFqdn, ${row}.status, ${by})
    ON CONFLICT ("poolFqdn", "status") DO UPDATE SET "count" = "count" + ${by};`;

/** How many runs of each outcome a pool has, so that the history's summary costs the same among 50 runs and 5,000. Safe to call twice. */
export function installRunCounts(database: Database): void {
  keepDerived(database, {
    triggers: {
      Run_counted: `CREATE TRIGGER "Run_counted" AFTER INSERT ON "Run" BEGIN ${more("NEW", 1)} END`,
      Run_recounted: `CREATE TRIGGER "Run_recounted" AFTER UPDATE OF "status" ON "Run" WHEN OLD.status <> NEW.status BEGIN
    ${more("OLD", -1)} ${more("NEW", 1)} END`,
      Run_uncounted: `CREATE TRIGGER "Run_uncounted" AFTER DELETE ON "Run" BEGIN ${more("OLD", -1)} END`,
    },
    refill: `DELETE FROM "RunCount"; INSERT INTO "RunCount" SELECT "poolFqdn", "status", count(*) FROM "Run" GROUP BY 1, 2`,
  });
}
