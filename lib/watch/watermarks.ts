import { roomKey, roomWatermarkRow, roomWatermarksQuery } from "#lib/domain/commands/queries/chat-rooms.ts";
import type { Ports } from "#lib/domain/ports.ts";
import type { Watermark } from "#lib/domain/store-port.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";

/**
 * Samples the newest message number of every room on the live principal, read-only. `takenAt` is the console's clock
 * before the query: every message up to it is in the sample. Safe to call twice.
 * @throws StepError effect "none"
 */
export async function sampleWatermark(ports: Pick<Ports, "sql" | "clock">, instance: string): Promise<Watermark> {
  const takenAt = ports.clock.now().toISOString();
  const rows = await ports.sql.read(roomWatermarksQuery(instance), roomWatermarkRow);
  return { instance, takenAt, rooms: Object.fromEntries(rows.map((row) => [roomKey(row), row.lastChatId])) };
}

/** Rooms, and the sum of their newest message numbers as decimal text: deletions never lower it. */
export function watermarkTotals(watermark: Watermark): NonNullable<OverviewView["watermarks"]["value"]> {
  const ids = Object.values(watermark.rooms);
  return { rooms: ids.length, messages: ids.reduce((sum, id) => sum + BigInt(id), 0n).toString() };
}
