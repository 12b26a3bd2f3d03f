import { z } from "zod";
import type { SqlQuery } from "#lib/domain/ports.ts";
import { utcInstant, wholeNumberText } from "./row-values.ts";

/** Newest message number per room. Answers only where `mgc` can be opened (927 otherwise). */
export function roomWatermarksQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT SYSUTCDATETIME() AS sampledUtc, l.nodeID AS nodeId, n.nodeName AS nodeName,
  CONVERT(varchar(20), l.lastChatID) AS lastChatId
FROM mgc.dbo.tblLastChatId AS l
INNER JOIN mgc.dbo.tblNode AS n ON n.nodeID = l.nodeID`,
  };
}

/** Row of `roomWatermarksQuery`. */
export const roomWatermarkRow = z.object({
  sampledUtc: utcInstant,
  nodeId: z.number().int(),
  nodeName: z.string(),
  lastChatId: wholeNumberText,
});

/** Key of a room in a watermark: its name for people, its id because names may repeat. */
export function roomKey(room: { readonly nodeId: number; readonly nodeName: string }): string {
  return `${room.nodeName} (${room.nodeId})`;
}

/**
 * Which chat servers have written to this copy of `mgc`, and when. The documentation does not say whether
 * `serverLastPingTime` is UTC; it is read as UTC (inference), and the server's UTC travels along.
 */
export function serverPingsQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT SYSUTCDATETIME() AS serverUtc, s.serverAddress AS serverAddress, s.serverLastPingTime AS lastPing
FROM mgc.dbo.tblServerIdentity AS s`,
  };
}

/** Row of `serverPingsQuery`. */
export const serverPingRow = z.object({
  serverUtc: utcInstant,
  serverAddress: z.string(),
  lastPing: utcInstant.nullable(),
});
