import type { PrismaClient } from "./generated/client.ts";

/**
 * Rows {stepId, at}: each step that a run of the pool has done, and when last. From one step of the index to the next, so that
 * the cost goes with the number of steps, not with that of the runs.
 */
export async function stepsDoneIn(prisma: PrismaClient, poolFqdn: string): Promise<readonly unknown[]> {
  return prisma.$queryRaw`
    WITH RECURSIVE "steps"("stepId") AS (
      SELECT min(json_extract("body", '$.stepId')) FROM "RunEvent"
        WHERE "kind" = 'step-finished' AND json_extract("body", '$.outcome') = 'done'
      UNION ALL
      SELECT (SELECT min(json_extract("body", '$.stepId')) FROM "RunEvent"
        WHERE "kind" = 'step-finished' AND json_extract("body", '$.outcome') = 'done'
          AND json_extract("body", '$.stepId') > "steps"."stepId")
      FROM "steps" WHERE "steps"."stepId" IS NOT NULL
    ), "newest" AS (
      SELECT "stepId", (SELECT e."at" FROM "RunEvent" e
        WHERE e."kind" = 'step-finished' AND json_extract(e."body", '$.outcome') = 'done'
          AND json_extract(e."body", '$.stepId') = "steps"."stepId"
          AND EXISTS (SELECT 1 FROM "Run" r WHERE r."id" = e."runId" AND r."poolFqdn" = ${poolFqdn})
        ORDER BY e."at" DESC LIMIT 1) AS "at"
      FROM "steps" WHERE "stepId" IS NOT NULL
    )
    SELECT "stepId", "at" FROM "newest" WHERE "at" IS NOT NULL`;
}

/** Rows {startedBy}: everybody who started a run of the pool, by name; the same way. */
export async function startersIn(prisma: PrismaClient, poolFqdn: string): Promise<readonly unknown[]> {
  return prisma.$queryRaw`
    WITH RECURSIVE "people"("startedBy") AS (
      SELECT min("startedBy") FROM "Run" WHERE "poolFqdn" = ${poolFqdn}
      UNION ALL
      SELECT (SELECT min("startedBy") FROM "Run"
        WHERE "poolFqdn" = ${poolFqdn} AND "startedBy" > "people"."startedBy")
      FROM "people" WHERE "people"."startedBy" IS NOT NULL
    )
    SELECT "startedBy" FROM "people" WHERE "startedBy" IS NOT NULL`;
}
