import type { Watermark } from "#lib/domain/store-port.ts";

/** Newest message number by room id, out of a watermark whose keys are "name (id)" as `roomKey` writes them. */
export function byRoomId(watermark: Watermark): ReadonlyMap<number, string> {
  return new Map(
    Object.entries(watermark.rooms).flatMap(([key, last]) => {
      const id = /\((\d+)\)$/.exec(key)?.[1];
      return id === undefined ? [] : [[Number(id), last] as const];
    }),
  );
}
