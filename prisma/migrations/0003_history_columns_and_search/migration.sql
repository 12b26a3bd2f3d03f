-- AlterTable: what lists sort, filter and draw; repeated from the journal, which stays the truth.
ALTER TABLE "Run" ADD COLUMN "durationSeconds" INTEGER;
ALTER TABLE "Run" ADD COLUMN "backSeconds" INTEGER;
ALTER TABLE "Run" ADD COLUMN "targetSeconds" INTEGER;

UPDATE "Run" SET
  "durationSeconds" = CASE WHEN "finishedAt" IS NULL THEN NULL
    ELSE CAST(round((julianday("finishedAt") - julianday("startedAt")) * 86400) AS INTEGER) END,
  "targetSeconds" = CASE WHEN "procedure" IN ('failover', 'mirror-failover')
    THEN (SELECT json_extract("view", '$.targets.recoveryTimeSeconds') FROM "Plan" WHERE "Plan"."id" = "Run"."planId") END,
  "backSeconds" = CASE WHEN "procedure" IN ('failover', 'mirror-failover')
    THEN (SELECT CAST(round((julianday(max("at")) - julianday("Run"."startedAt")) * 86400) AS INTEGER) FROM "RunEvent"
      WHERE "runId" = "Run"."id" AND "kind" = 'step-finished' AND json_extract("body", '$.outcome') = 'done'
        AND json_extract("body", '$.stepId') IN ('set-active-servers', 'fail-over-mirror')) END;

-- CreateIndex
CREATE INDEX "Run_poolFqdn_durationSeconds_number_idx" ON "Run"("poolFqdn", "durationSeconds", "number");

-- CreateTable: commands, output, failures and what people said, by word; filled by a trigger (lib/adapters/store/search-index.ts).
CREATE VIRTUAL TABLE "RunText" USING fts5("runId" UNINDEXED, "number" UNINDEXED, "at" UNINDEXED, "text");

-- CreateIndex: which steps were ever done, and when last.
CREATE INDEX "RunEvent_steps_done_idx" ON "RunEvent"(json_extract("body", '$.stepId'), "at")
  WHERE "kind" = 'step-finished' AND json_extract("body", '$.outcome') = 'done';
