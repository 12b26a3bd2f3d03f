import { z } from "zod";
import type { PowerShellCommand } from "#lib/domain/commands/command.ts";
import type { SqlQuery } from "#lib/domain/ports.ts";
import { CHAT_DATABASE } from "./instance-state.ts";

const parameters = { database: CHAT_DATABASE };

/** How an instance calls itself, and whom it mirrors `mgc` with. One row, always. */
export function whoAndMirrorQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT CONVERT(nvarchar(128), SERVERPROPERTY('ServerName')) AS name, d.state_desc AS chatState,
  m.mirroring_role_desc AS mirroringRole, m.mirroring_partner_instance AS partnerInstance,
  m.mirroring_partner_name AS partnerAddress, m.mirroring_witness_name AS witnessAddress
FROM (SELECT @database AS name) AS asked
LEFT JOIN sys.databases AS d ON d.name = asked.name
LEFT JOIN sys.database_mirroring AS m ON m.database_id = d.database_id`,
    parameters,
  };
}

const word = z
  .string()
  .nullable()
  .transform((value) => value ?? "");

/** Row of `whoAndMirrorQuery`; empty where the catalogue has nothing. */
export const whoAndMirrorRow = z.object({
  name: z.string(),
  chatState: word,
  mirroringRole: word,
  partnerInstance: word,
  partnerAddress: word,
  witnessAddress: word,
});
export type WhoAndMirror = z.infer<typeof whoAndMirrorRow>;

/** Where an instance ships the log of `mgc` to. No row: it ships nothing. */
export function shipsToQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT p.backup_share AS share, s.secondary_server AS secondary
FROM msdb.dbo.log_shipping_primary_databases AS p
LEFT JOIN msdb.dbo.log_shipping_primary_secondaries AS s ON s.primary_id = p.primary_id
WHERE p.primary_database = @database`,
    parameters,
  };
}

/** Row of `shipsToQuery`. */
export const shipsToRow = z.object({ share: word, secondary: word });

/** From where an instance takes the log of `mgc`, and where it puts the files. No row: it takes none. */
export function takesFromQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT s.primary_server AS [primary], s.backup_source_directory AS source, s.backup_destination_directory AS destination
FROM msdb.dbo.log_shipping_secondary AS s WHERE s.primary_database = @database`,
    parameters,
  };
}

/** Row of `takesFromQuery`. */
export const takesFromRow = z.object({ primary: word, source: word, destination: word });

/** What SQL Server sees in a folder, one level deep. It looks with its own account, and says nothing of a folder that is not there. */
export function folderQuery(target: string, path: string): SqlQuery {
  return { target, text: "EXEC master.sys.xp_dirtree @path, 1, 1", parameters: { path } };
}

/** Row of `folderQuery`. */
export const folderRow = z.object({ subdirectory: z.string(), file: z.number().int() });

/** Whether SQL Server sees a folder at all. */
export function folderThereQuery(target: string, path: string): SqlQuery {
  return { target, text: "EXEC master.dbo.xp_fileexist @path", parameters: { path } };
}

/** Row of `folderThereQuery`. */
export const folderThereRow = z
  .object({ "File is a Directory": z.number().int() })
  .transform((row) => ({ isFolder: row["File is a Directory"] === 1 }));

/** A cmdlet that only reads, for whoever has no pool yet. */
export function lookCmdlet(text: string, parameters: PowerShellCommand["parameters"] = {}): PowerShellCommand {
  return { kind: "powershell", target: "management shell", text, parameters, deadlineMs: 30_000 };
}
