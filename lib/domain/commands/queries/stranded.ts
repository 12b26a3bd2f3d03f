import { z } from "zod";
import type { SqlQuery } from "#lib/domain/ports.ts";
import { bit, wholeNumberText } from "./row-values.ts";

/** Rows of one page; a page that is not full is the last one. */
export const pageRows = 1_000;

const minutes = 60_000;

/** Every room of a copy with its newest message number, "0" where nobody ever wrote. Source: persistent-chat.md D.1. */
export function roomsQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT n.nodeID AS room, n.nodeName AS name, CONVERT(varchar(20), ISNULL(l.lastChatID, 0)) AS lastChatId
FROM mgc.dbo.tblNode AS n LEFT JOIN mgc.dbo.tblLastChatId AS l ON l.nodeID = n.nodeID
WHERE n.nodeType = 0 ORDER BY n.nodeID`,
    deadlineMs: minutes,
  };
}

/** Row of `roomsQuery`. */
export const roomRow = z.object({ room: z.number().int(), name: z.string(), lastChatId: wholeNumberText });

/** One room's messages above a number and within a span of ticks, a page at a time, in the order of their numbers. */
export type MessageSpan = {
  readonly room: number;
  readonly after: string;
  /** .NET ticks as decimal text, both ends included. */
  readonly from: string;
  readonly to: string;
};

/** Every moment a bigint can hold. */
export const anyTime = { from: "0", to: "9223372036854775807" } as const;

/** One page of messages with who wrote them. Walks the primary key (channelId, chatId). */
export function messagesQuery(target: string, span: MessageSpan): SqlQuery {
  return {
    target,
    text: `SELECT TOP ${pageRows} CONVERT(varchar(20), c.chatId) AS chatId, CONVERT(varchar(20), c.chatDate) AS ticks, c.userId AS userId,
  p.prinUri AS sender, c.isAlert AS isAlert, c.content AS content
FROM mgc.dbo.tblChat AS c LEFT JOIN mgc.dbo.tblPrincipal AS p ON p.prinID = c.userId
WHERE c.channelId = CONVERT(int, @room) AND c.chatId > CONVERT(bigint, @after)
  AND c.chatDate >= CONVERT(bigint, @from) AND c.chatDate <= CONVERT(bigint, @to)
ORDER BY c.chatId`,
    parameters: { room: String(span.room), after: span.after, from: span.from, to: span.to },
    deadlineMs: 5 * minutes,
  };
}

/** Row of `messagesQuery`. */
export const messageRow = z.object({
  chatId: wholeNumberText,
  ticks: wholeNumberText,
  userId: z.number().int(),
  sender: z.string().nullable(),
  isAlert: bit,
  content: z.string().nullable(),
});
export type MessageRow = z.infer<typeof messageRow>;

/** A span of message numbers in one room: above `after`, up to and including `upTo`. */
export type IdSpan = { readonly room: number; readonly after: string; readonly upTo: string };

/** One page of message numbers that a copy holds. */
export function idsQuery(target: string, span: IdSpan): SqlQuery {
  return {
    target,
    text: `SELECT TOP ${pageRows} CONVERT(varchar(20), c.chatId) AS chatId FROM mgc.dbo.tblChat AS c
WHERE c.channelId = CONVERT(int, @room) AND c.chatId > CONVERT(bigint, @after) AND c.chatId <= CONVERT(bigint, @upTo)
ORDER BY c.chatId`,
    parameters: { room: String(span.room), after: span.after, upTo: span.upTo },
    deadlineMs: 5 * minutes,
  };
}

/** Row of `idsQuery`. */
export const idRow = z.object({ chatId: wholeNumberText });

/** How many messages a copy holds in a span of numbers, and their sum: equal on two copies where neither deleted anything. */
export function heldQuery(target: string, span: IdSpan): SqlQuery {
  return {
    target,
    text: `SELECT CONVERT(varchar(20), COUNT_BIG(*)) AS held, CONVERT(varchar(30), ISNULL(SUM(c.chatId), 0)) AS total
FROM mgc.dbo.tblChat AS c
WHERE c.channelId = CONVERT(int, @room) AND c.chatId > CONVERT(bigint, @after) AND c.chatId <= CONVERT(bigint, @upTo)`,
    parameters: { room: String(span.room), after: span.after, upTo: span.upTo },
    deadlineMs: 5 * minutes,
  };
}

/** Row of `heldQuery`. */
export const heldRow = z.object({ held: wholeNumberText, total: wholeNumberText });
