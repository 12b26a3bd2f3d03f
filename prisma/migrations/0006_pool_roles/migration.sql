-- CreateTable
CREATE TABLE "PoolRole" (
    "userId" TEXT NOT NULL,
    "poolFqdn" TEXT NOT NULL,
    "role" TEXT NOT NULL,

    PRIMARY KEY ("userId", "poolFqdn"),
    CONSTRAINT "PoolRole_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Until now a role was of the console: it is one of every pool that this database knows.
INSERT INTO "PoolRole" ("userId", "poolFqdn", "role")
SELECT u."id", p."poolFqdn", u."role"
FROM "User" u, (
    SELECT "poolFqdn" FROM "Lease"
    UNION SELECT "poolFqdn" FROM "Run"
    UNION SELECT "poolFqdn" FROM "Plan"
    UNION SELECT "poolFqdn" FROM "Capture"
    UNION SELECT "poolFqdn" FROM "Watermark"
) p;

-- AlterTable
ALTER TABLE "User" DROP COLUMN "role";
