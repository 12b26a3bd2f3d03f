-- CreateTable: how many runs of each outcome a pool has; kept by triggers (lib/adapters/store/run-counts.ts).
CREATE TABLE "RunCount" (
    "poolFqdn" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    PRIMARY KEY ("poolFqdn", "status")
);

-- CreateTable: up to which record a stream was purged; written with the purge's own record (lib/adapters/store/purge.ts).
CREATE TABLE "Purged" (
    "stream" TEXT NOT NULL PRIMARY KEY,
    "last" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "Run_poolFqdn_startedBy_idx" ON "Run"("poolFqdn", "startedBy");

-- CreateIndex
CREATE INDEX "Entry_kind_idx" ON "Entry"("kind", "stream", "number") WHERE "kind" = 'audit-purged';
