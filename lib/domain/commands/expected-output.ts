import type { Command } from "./command.ts";

/** The beginning of a statement after what declares its values, and what SQL Server writes when it went well. "…" = any number. */
const answers: readonly (readonly [begins: RegExp, says: string])[] = [
  [/^RESTORE LOG\b/, "RESTORE LOG successfully processed … pages in … seconds (… MB/sec)."],
  [/^RESTORE DATABASE\b/, "RESTORE DATABASE successfully processed … pages in … seconds (… MB/sec)."],
  [/^BACKUP LOG\b/, "BACKUP LOG successfully processed … pages in … seconds (… MB/sec)."],
  [/^BACKUP DATABASE\b/, "BACKUP DATABASE successfully processed … pages in … seconds (… MB/sec)."],
  [/^RESTORE VERIFYONLY\b/, "The backup set on file … is valid."],
  [/SELECT @rc AS returnCode$/, "returnCode 0"],
  [/^EXEC msdb\.dbo\.sp_start_job\b/, "Job '…' started successfully."],
];

const done = "Command(s) completed successfully.";

/**
 * What the target writes when this command goes well, verbatim; null where the product writes nothing at all. For paper, where a
 * person compares. Source: sql-server.md, informational messages; persistent-chat.md C for the cmdlets. Pure.
 */
export function expectedOutput(command: Command): string | null {
  switch (command.kind) {
    case "sql": {
      // It carries the text of a backup, and makes none.
      if (command.text.includes("sp_add_job ")) return done;
      const text = command.text.replace(/^(SET NOCOUNT ON;\s*)?(DECLARE [^;]*;\s*)*/, "").trim();
      const known = answers.find(([begins]) => begins.test(text)) ?? answers.find(([b]) => b.test(command.text));
      return known?.[1] ?? done;
    }
    case "powershell":
      return command.text === "Test-CsPersistentChatMessage" ? "Result : Success" : null;
    case "file":
      return command.text === "set-aside" ? null : "1 file(s) copied.";
  }
}
