import type { z } from "zod";
import { type Fingerprint, readFingerprint } from "#lib/domain/commands/failback-observations.ts";
import {
  anyTime,
  heldQuery,
  heldRow,
  type IdSpan,
  idRow,
  idsQuery,
  type MessageRow,
  type MessageSpan,
  messageRow,
  messagesQuery,
  pageRows,
  roomRow,
  roomsQuery,
} from "#lib/domain/commands/queries/stranded.ts";
import type { SqlPort, SqlQuery } from "#lib/domain/ports.ts";
import type { Watermark } from "#lib/domain/store-port.ts";
import { byRoomId } from "./by-room-id.ts";
import { compareRoom, onlyIn, type StrandedMessage } from "./compare-room.ts";

/** One room's part. `above`: the number up to which both copies are the same, as decimal text. */
export type StrandedRoom = {
  readonly room: number;
  readonly name: string;
  readonly above: string;
  readonly messages: readonly StrandedMessage[];
  /** Numbers at or below `above` that home no longer holds and the serving copy does: deleted at home, and not there. */
  readonly deletedAtHome: readonly string[];
};

/** What the last home principal holds, or deleted, that the serving copy does not know. */
export type Stranded = {
  /** The copy that was read, and what it was when it was read: an export counts for exactly this content. */
  readonly home: { readonly instance: string; readonly fingerprint: Fingerprint };
  readonly serving: string;
  /** False: the recovered copy was not sampled, so every message at home was compared and deletions are not known. */
  readonly hasWatermark: boolean;
  /** Rooms with nothing stranded are left out. */
  readonly rooms: readonly StrandedRoom[];
  /** False: home took messages while it was read; what stands here is already out of date. */
  readonly isStill: boolean;
};

type Copies = { readonly home: string; readonly serving: string };

/**
 * Compares the two copies room by room, in pages; nothing is changed anywhere. Reads home above the watermark only, the serving
 * copy only for the same span of time and numbers. Minutes on a large backlog. Safe to call twice. @throws StepError effect "none"
 */
export async function readStranded(
  sql: SqlPort,
  { home, serving }: Copies,
  watermark: Watermark | null,
): Promise<Stranded> {
  const before = await readFingerprint(sql, home);
  const marks = watermark === null ? null : byRoomId(watermark);
  const rooms: StrandedRoom[] = [];
  for (const { room, name } of await sql.read(roomsQuery(home), roomRow)) {
    // A room that the recovered copy did not have was made at home afterwards: all of it is above.
    const above = marks?.get(room) ?? "0";
    const messages = await strandedIn(sql, { home, serving }, { room, above });
    const deletedAtHome = marks === null ? [] : await deletedIn(sql, { home, serving }, { room, above });
    if (messages.length + deletedAtHome.length > 0) rooms.push({ room, name, above, messages, deletedAtHome });
  }
  const after = await readFingerprint(sql, home);
  return {
    home: { instance: home, fingerprint: after },
    serving,
    hasWatermark: marks !== null,
    rooms,
    isStill: JSON.stringify(before) === JSON.stringify(after),
  };
}

type Place = { readonly room: number; readonly above: string };

async function strandedIn(sql: SqlPort, { home, serving }: Copies, at: Place): Promise<readonly StrandedMessage[]> {
  const own = await readMessages(sql, home, { room: at.room, after: at.above, ...anyTime });
  if (own.length === 0) return [];
  const ticks = inOrder(own.map((m) => BigInt(m.ticks)));
  const span = { from: String(ticks[0]), to: String(ticks.at(-1)) };
  const upTo = own.at(-1)?.chatId ?? at.above;
  const [theirs, taken] = await Promise.all([
    readMessages(sql, serving, { room: at.room, after: at.above, ...span }),
    readIds(sql, serving, { room: at.room, after: at.above, upTo }),
  ]);
  return compareRoom({ home: own, serving: theirs, takenIds: new Set(taken) });
}

async function deletedIn(sql: SqlPort, { home, serving }: Copies, at: Place): Promise<readonly string[]> {
  const span = { room: at.room, after: "0", upTo: at.above };
  const [[own], [theirs]] = await Promise.all([
    sql.read(heldQuery(home, span), heldRow),
    sql.read(heldQuery(serving, span), heldRow),
  ]);
  if (own?.held === theirs?.held && own?.total === theirs?.total) return [];
  return onlyIn(await readIds(sql, serving, span), await readIds(sql, home, span));
}

async function readMessages(sql: SqlPort, target: string, span: MessageSpan): Promise<readonly MessageRow[]> {
  return pages(sql, messageRow, (after) => messagesQuery(target, { ...span, after: after ?? span.after }));
}

async function readIds(sql: SqlPort, target: string, span: IdSpan): Promise<readonly string[]> {
  const rows = await pages(sql, idRow, (after) => idsQuery(target, { ...span, after: after ?? span.after }));
  return rows.map((r) => r.chatId);
}

/** Reads page after page; each begins after the last number of the one before. */
async function pages<T extends { readonly chatId: string }>(
  sql: SqlPort,
  row: z.ZodType<T>,
  query: (after: string | null) => SqlQuery,
): Promise<readonly T[]> {
  const all: T[] = [];
  for (;;) {
    const page = await sql.read(query(all.at(-1)?.chatId ?? null), row);
    all.push(...page);
    if (page.length < pageRows) return all;
  }
}

const inOrder = (all: readonly bigint[]) => [...all].sort((a, b) => (a < b ? -1 : 1));
