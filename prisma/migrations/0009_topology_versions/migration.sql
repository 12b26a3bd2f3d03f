-- CreateTable
CREATE TABLE "TopologyVersion" (
    "poolFqdn" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "topology" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    PRIMARY KEY ("poolFqdn", "number")
);
