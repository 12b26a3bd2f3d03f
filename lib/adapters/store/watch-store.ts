import { z } from "zod";
import type { WatchStore } from "#lib/domain/store-port.ts";
import { guarded, type StoreContext } from "./transact.ts";

const halves = z.record(z.string(), z.object({ at: z.string(), data: z.unknown() }));
const rooms = z.record(z.string(), z.string());

/** Captures and watermarks in the audit database. */
export function makeWatchStore({ prisma }: StoreContext): WatchStore {
  return {
    saveCapture: (capture) =>
      guarded("capture", async () => {
        await prisma.capture.create({ data: { ...capture, halves: JSON.stringify(capture.halves) } });
      }),
    newestCapture: (poolFqdn) =>
      guarded("capture", async () => {
        const row = await prisma.capture.findFirst({ where: { poolFqdn }, orderBy: { takenAt: "desc" } });
        return row === null ? null : { ...row, halves: halves.parse(JSON.parse(row.halves)) };
      }),
    saveWatermark: (poolFqdn, watermark) =>
      guarded("watermark", async () => {
        const { instance, takenAt } = watermark;
        await prisma.watermark.create({
          data: { poolFqdn, instance, takenAt, rooms: JSON.stringify(watermark.rooms) },
        });
      }),
    watermarks: (poolFqdn, limit) =>
      guarded("watermarks", async () => {
        const orderBy = [{ takenAt: "desc" as const }, { id: "desc" as const }];
        const rows = await prisma.watermark.findMany({ where: { poolFqdn }, orderBy, take: limit });
        return rows.map((row) => ({
          instance: row.instance,
          takenAt: row.takenAt,
          rooms: rooms.parse(JSON.parse(row.rooms)),
        }));
      }),
  };
}
