import { createHash } from "node:crypto";
import { foldedCount } from "./folding.ts";
import type { DatabaseState } from "./state.ts";
import type { World } from "./world.ts";

/** What one copy of mgc holds, told apart by content. */
export type ContentTruth = {
  /** Equal for copies that hold the same messages, room by room and number by number. */
  readonly fingerprint: string;
  readonly messageCount: number;
  /** By room: how many, and the message numbers as ranges such as "1-30, 33". */
  readonly ids: Readonly<Record<string, { readonly count: number; readonly ranges: string }>>;
};

export function contentTruth(world: World, db: DatabaseState): ContentTruth {
  const messages = db.content.messages.flatMap((index) => {
    const message = world.messages[index];
    return message ? [message] : [];
  });
  const sorted = [...messages].sort((a, b) => a.room - b.room || a.chatId - b.chatId);
  const hash = createHash("sha256");
  const { folded = {} } = db.content;
  const rooms = new Map<number, [number, number][]>();
  for (const [room, old] of Object.entries(folded)) {
    hash.update(`${room}|${old.count}|${old.hash}\n`);
    rooms.set(Number(room), [...old.ranges]);
  }
  for (const { room, chatId, atMs, userId, text } of sorted) {
    hash.update(`${room}|${chatId}|${atMs}|${userId}|${text}\n`);
    const ids = rooms.get(room) ?? [];
    ids.push([chatId, chatId]);
    rooms.set(room, ids);
  }
  const count = (room: number): number => sorted.filter((one) => one.room === room).length + foldedCount(folded, room);
  const ids = [...rooms].map(([room, all]) => [String(room), { count: count(room), ranges: ranges(all) }] as const);
  return {
    fingerprint: hash.digest("hex").slice(0, 32),
    messageCount: messages.length + foldedCount(folded),
    ids: Object.fromEntries(ids),
  };
}

/** Spans as "1-3, 5"; those that touch become one. */
export function ranges(spans: readonly (readonly [number, number])[]): string {
  const joined: [number, number][] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(", ");
}
