-- CreateTable
CREATE TABLE "Figures" (
    "poolFqdn" TEXT NOT NULL,
    "grain" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "figures" TEXT NOT NULL,

    PRIMARY KEY ("poolFqdn", "grain", "at")
);
