import { createHash } from "node:crypto";
import type { ChatContent, ChatMessage } from "./state.ts";
import type { World } from "./world.ts";

/** Old messages of one room that are kept as a sum only. */
export type FoldedRoom = { count: number; hash: string; ranges: [number, number][] };
export type Folded = Record<string, FoldedRoom>;

export type FoldLimits = {
  /** So many of the newest messages keep their texts. */
  readonly kept: number;
  /** From here on a message is folded although not every copy has it. */
  readonly keptAtMost: number;
  readonly every: number;
};
/** About an hour and a half of traffic, and eight hours. */
export const usualLimits: FoldLimits = { kept: 10_000, keptAtMost: 60_000, every: 2_000 };

export function addFolded(folded: Folded, message: ChatMessage): void {
  const room = folded[message.room] ?? { count: 0, hash: "", ranges: [] };
  folded[message.room] = room;
  const line = `${message.chatId}|${message.atMs}|${message.userId}|${message.text}`;
  room.count += 1;
  room.hash = createHash("sha256").update(`${room.hash}\n${line}`).digest("hex").slice(0, 32);
  const last = room.ranges.at(-1);
  if (last && last[1] + 1 === message.chatId) last[1] = message.chatId;
  else room.ranges.push([message.chatId, message.chatId]);
}

export function copyFolded(folded: Folded | undefined): Folded {
  return structuredClone(folded ?? {});
}

/** Of one room, or of all. */
export function foldedCount(folded: Folded | undefined, room?: number): number {
  const rooms = room === undefined ? Object.values(folded ?? {}) : [folded?.[room]];
  return rooms.reduce((sum, one) => sum + (one?.count ?? 0), 0);
}

/** A message comes into a copy: as itself, or as a part of the sum when the world keeps it so. */
export function takeMessage(world: World, content: ChatContent, index: number, message: ChatMessage): void {
  content.lastChatIds[message.room] = Math.max(content.lastChatIds[message.room] ?? 0, message.chatId);
  if (world.messages[index]) content.messages.push(index);
  else {
    content.folded ??= {};
    addFolded(content.folded, message);
  }
}

/** Keeps world.json bounded: what every copy has, or what is very old, goes into sums per room. What truth tells stays the same. */
export function foldOld(world: World): void {
  const { messages, foldLimits } = world;
  if (messages.length < world.foldedTo + foldLimits.kept + foldLimits.every) return;
  world.foldedTo = messages.length - foldLimits.kept;
  const copies = [...world.instances.values()].flatMap((instance) => instance.database("mgc") ?? []);
  const held = copies.map((db) => new Set(db.content.messages));
  const inLogs = new Set(copies.flatMap((db) => db.log.flatMap((record) => record.message ?? [])));
  const gone = new Set<number>();
  const end = messages.length - foldLimits.kept;
  const always = messages.length - foldLimits.keptAtMost;
  messages.forEach((message, index) => {
    if (index >= end || inLogs.has(index)) return;
    if (index >= always && !held.every((copy) => copy.has(index))) return;
    gone.add(index);
    addFolded(world.folded, message);
    for (const [at, db] of copies.entries()) {
      if (!held[at]?.has(index)) continue;
      db.content.folded ??= {};
      addFolded(db.content.folded, message);
    }
  });
  for (const db of copies) db.content.messages = db.content.messages.filter((index) => !gone.has(index));
  for (const index of gone) delete messages[index];
}

/** The list with its empty beginning left out, and how long that was. */
export function packed(messages: readonly ChatMessage[]): {
  readonly first: number;
  readonly kept: readonly (ChatMessage | null)[];
} {
  const first = messages.findIndex((message) => message !== undefined);
  const from = first < 0 ? messages.length : first;
  return { first: from, kept: Array.from(messages.slice(from), (message) => message ?? null) };
}

export function unpacked(first: number, kept: readonly (ChatMessage | null)[]): ChatMessage[] {
  const messages: ChatMessage[] = [];
  messages.length = first + kept.length;
  for (const [at, message] of kept.entries()) if (message) messages[first + at] = message;
  return messages;
}
