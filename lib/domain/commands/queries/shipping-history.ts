import { z } from "zod";
import type { SqlQuery } from "#lib/domain/ports.ts";
import { CHAT_DATABASE } from "./instance-state.ts";
import { utcInstant } from "./row-values.ts";

/**
 * What the copy and restore agents of the secondary `mgc` wrote in the last day, newest first: one session per run of the job. Gone
 * once the secondary is removed. Agent types: 1 copy, 2 restore. sql-server.md A2.
 */
export function shippingHistoryQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT TOP 400 CONVERT(int, h.agent_type) AS agentType, h.session_id AS sessionId, h.log_time_utc AS loggedUtc,
  CONVERT(nvarchar(1000), h.message) AS message
FROM msdb.dbo.log_shipping_monitor_history_detail AS h
INNER JOIN msdb.dbo.log_shipping_secondary_databases AS d ON d.secondary_id = h.agent_id
WHERE d.secondary_database = @database AND h.agent_type IN (1, 2) AND h.log_time_utc > DATEADD(day, -1, GETUTCDATE())
ORDER BY h.log_time_utc DESC`,
    parameters: { database: CHAT_DATABASE },
  };
}

/** Row of `shippingHistoryQuery`. */
export const shippingHistoryRow = z.object({
  agentType: z.number().int(),
  sessionId: z.number().int(),
  loggedUtc: utcInstant,
  message: z.string(),
});

/** One line of an agent. */
export type ShippingLine = z.infer<typeof shippingHistoryRow>;
