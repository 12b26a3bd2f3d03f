import { createHash } from "node:crypto";
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
  const rooms = new Map<number, number[]>();
  for (const { room, chatId, atMs, userId, text } of sorted) {
    hash.update(`${room}|${chatId}|${atMs}|${userId}|${text}\n`);
    const ids = rooms.get(room) ?? [];
    ids.push(chatId);
    rooms.set(room, ids);
  }
  const ids = [...rooms].map(([room, all]) => [String(room), { count: all.length, ranges: ranges(all) }] as const);
  return { fingerprint: hash.digest("hex").slice(0, 32), messageCount: messages.length, ids: Object.fromEntries(ids) };
}

/** Ascending numbers as "1-3, 5". */
export function ranges(numbers: readonly number[]): string {
  const parts: string[] = [];
  let from: number | undefined;
  for (const [index, at] of numbers.entries()) {
    from ??= at;
    const next = numbers[index + 1];
    if (next === at + 1 || next === at) continue;
    parts.push(from === at ? String(at) : `${from}-${at}`);
    from = undefined;
  }
  return parts.join(", ");
}
