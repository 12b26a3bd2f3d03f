-- AlterTable: how much of the lost side's time did not come along, as far as samples tell; null: nobody knows, or the run moved nobody.
ALTER TABLE "Run" ADD COLUMN "pointSeconds" INTEGER;
