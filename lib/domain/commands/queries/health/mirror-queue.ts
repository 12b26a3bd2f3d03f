import { z } from "zod";
import type { SqlQuery } from "#lib/domain/ports.ts";

/**
 * What mirroring has not sent and not redone, as the server's own monitor last wrote it down: no row is written by asking. At most one
 * row; 32039 and 32041 where mgc is not mirrored or nothing monitors it. Since SQL Server 2005.
 */
export function mirrorQueueQuery(target: string): SqlQuery {
  return { target, text: "EXEC msdb.sys.sp_dbmmonitorresults N'mgc', 0, 0" };
}

/** Row of `mirrorQueueQuery`. The time is only looked at for whether it moves. */
export const mirrorQueueRow = z
  .object({
    unsent_log: z.number().int().nullable(),
    unrestored_log: z.number().int().nullable(),
    time_recorded: z.union([z.date(), z.string()]).transform(String),
  })
  .transform((row) => ({ unsentKb: row.unsent_log, unrestoredKb: row.unrestored_log, recorded: row.time_recorded }));
export type MirrorQueueRow = z.infer<typeof mirrorQueueRow>;
