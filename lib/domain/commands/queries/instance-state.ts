import { z } from "zod";
import type { SqlQuery } from "#lib/domain/ports.ts";
import { bit, utcInstant, wholeNumberText } from "./row-values.ts";

/** The one chat database; its name is the product's and never configured. */
export const CHAT_DATABASE = "mgc";

/** One row, always: version, clock, and state and mirroring of `mgc` (nulls when the instance has no such database). */
export function instanceStateQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT CONVERT(nvarchar(128), SERVERPROPERTY('ProductVersion')) AS productVersion,
  CONVERT(nvarchar(128), SERVERPROPERTY('Edition')) AS edition,
  SYSUTCDATETIME() AS serverUtc,
  d.state_desc AS stateDesc, d.is_read_only AS isReadOnly, d.is_in_standby AS isInStandby,
  m.mirroring_role_desc AS mirroringRole, m.mirroring_state_desc AS mirroringState,
  m.mirroring_witness_state_desc AS witnessState, m.mirroring_role_sequence AS roleSequence,
  m.mirroring_partner_instance AS partnerInstance
FROM (SELECT @database AS name) AS asked
LEFT JOIN sys.databases AS d ON d.name = asked.name
LEFT JOIN sys.database_mirroring AS m ON m.database_id = d.database_id`,
    parameters: { database: CHAT_DATABASE },
  };
}

/** Row of `instanceStateQuery`. */
export const instanceStateRow = z.object({
  productVersion: z.string(),
  edition: z.string(),
  serverUtc: utcInstant,
  stateDesc: z.string().nullable(),
  isReadOnly: bit.nullable(),
  isInStandby: bit.nullable(),
  mirroringRole: z.string().nullable(),
  mirroringState: z.string().nullable(),
  witnessState: z.string().nullable(),
  roleSequence: z.number().int().nullable(),
  partnerInstance: z.string().nullable(),
});

/** One row per data file of `mgc`: where roll forward must start. Nulls unless the database is restoring. */
export function redoStartQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT CONVERT(varchar(25), f.redo_start_lsn) AS redoStartLsn,
  CONVERT(varchar(36), f.redo_start_fork_guid) AS redoStartForkGuid
FROM sys.master_files AS f
WHERE f.database_id = DB_ID(@database) AND f.type = 0`,
    parameters: { database: CHAT_DATABASE },
  };
}

/** Row of `redoStartQuery`. */
export const redoStartRow = z.object({
  redoStartLsn: wholeNumberText.nullable(),
  redoStartForkGuid: z.string().nullable(),
});
