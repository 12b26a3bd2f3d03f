import { poolFqdn } from "#e2e/fill-history.ts";
import type { OpenStore } from "#lib/adapters/store/open-store.ts";

/** One way in which the history is read, and the same as one would type it. */
export type Question = {
  readonly name: string;
  readonly ask: (open: OpenStore) => Promise<unknown>;
  readonly sql: string;
};

/** What every question asks for: a page of this pool. */
export const page = { poolFqdn, limit: 51 } as const;
const columns = `"id", "label", "poolFqdn", "procedure", "planId", "status", "reason", "startedBy", "startedAt", "finishedAt", "lossFewest", "lossMost"`;
const ofPool = `SELECT ${columns} FROM "Run" WHERE "poolFqdn" = '${poolFqdn}'`;

/** The questions over a pool with so many runs. */
export function questions(count: number): readonly Question[] {
  const deep = Math.floor(count / 2);
  const label = `R-${String(deep).padStart(4, "0")}`;
  return [
    {
      name: "first page",
      ask: ({ history }) => history.findRuns({ ...page, order: "newest" }),
      sql: `${ofPool} ORDER BY "number" DESC LIMIT 51`,
    },
    {
      name: "filtered page",
      ask: ({ history }) => history.findRuns({ ...page, order: "newest", procedure: "failback", statuses: ["failed"] }),
      sql: `${ofPool} AND "procedure" = 'failback' AND "status" IN ('failed') ORDER BY "number" DESC LIMIT 51`,
    },
    {
      name: "deep page by key",
      ask: ({ history }) => history.findRuns({ ...page, order: "newest", after: label }),
      sql: `${ofPool} AND "number" < ${deep} ORDER BY "number" DESC LIMIT 51`,
    },
    {
      name: "search",
      ask: ({ history }) => history.findText({ ...page, words: "restore log mgc" }),
      sql: `SELECT t.rowid AS key, t.runId, r.label, t.number, t.at, snippet("RunText", 3, char(2), char(3), '…', 24) AS excerpt FROM "RunText" t JOIN "Run" r ON r.id = t.runId WHERE "RunText" MATCH '"restore" "log" "mgc"' AND t.rowid < ${Number.MAX_SAFE_INTEGER} AND r.poolFqdn = '${poolFqdn}' ORDER BY t.rowid DESC LIMIT 51`,
    },
    {
      name: "summary",
      ask: ({ history }) => history.countRuns({ ...page, order: "newest" }),
      sql: `SELECT "status", "count" FROM "RunCount" WHERE "poolFqdn" = '${poolFqdn}' AND "count" > 0`,
    },
    {
      name: "summary, of failovers",
      ask: ({ history }) => history.times({ ...page, order: "newest", limit: 200 }),
      sql: `SELECT "id", "label", "procedure", "startedAt", "backSeconds", "targetSeconds", "pointSeconds", "lossMost" FROM "Run" WHERE "poolFqdn" = '${poolFqdn}' AND "procedure" IN ('failover', 'mirror-failover') AND "finishedAt" IS NOT NULL ORDER BY "number" DESC LIMIT 200`,
    },
  ];
}
