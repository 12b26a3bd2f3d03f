import { z } from "zod";
import type { SqlQuery } from "#lib/domain/ports.ts";
import { wholeNumberText } from "./row-values.ts";

/** One room by its GUID with its newest message number, "0" where nobody ever wrote. Numbers only, never what was said. */
export function markerRoomQuery(target: string, roomGuid: string): SqlQuery {
  return {
    target,
    text: `SELECT n.nodeID AS room, n.nodeName AS name, CONVERT(varchar(20), ISNULL(l.lastChatID, 0)) AS lastChatId
FROM mgc.dbo.tblNode AS n LEFT JOIN mgc.dbo.tblLastChatId AS l ON l.nodeID = n.nodeID
WHERE n.nodeGuid = CONVERT(uniqueidentifier, @room)`,
    parameters: { room: roomGuid },
  };
}

/** Row of `markerRoomQuery`. */
export const markerRoomRow = z.object({ room: z.number().int(), name: z.string(), lastChatId: wholeNumberText });
export type MarkerRoom = z.infer<typeof markerRoomRow>;

/** Whether a copy holds the message of this number: found by the primary key (channelId, chatId), the only two columns that watching may read. */
export function markerHeldQuery(
  target: string,
  of: { readonly database: "mgc" | "mgc_drill"; readonly room: number; readonly chatId: string },
): SqlQuery {
  return {
    target,
    text: `SELECT COUNT(c.chatId) AS held FROM ${of.database}.dbo.tblChat AS c
WHERE c.channelId = CONVERT(int, @room) AND c.chatId = CONVERT(bigint, @chatId)`,
    parameters: { room: String(of.room), chatId: of.chatId },
  };
}

/** Row of `markerHeldQuery`. */
export const markerHeldRow = z.object({ held: z.number().int() });
