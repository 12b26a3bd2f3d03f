import { expect, test } from "vitest";
import { backUpFull } from "#lib/domain/commands/full-backup.ts";
import { filledBy } from "#lib/domain/commands/planned-command.ts";
import { backupDescription, plannedBackup, signedBackup } from "./signed-backup.ts";

const planned = backUpFull("sqlto01\\PCHAT", {
  database: "mgc",
  file: "\\\\fsto01\\NewLogs\\mgc\\mgc_failback_p.bak",
  name: "mgc failback",
  description: backupDescription({ planId: "2b1f", part: "failback, before home is overwritten" }),
});

test("says in the description which run writes the backup and who started it, as the plan's rule has it", () => {
  const sent = signedBackup(planned, { runId: "9c4e", person: "Giulia Ferri" });
  expect(sent.parameters.description).toBe(
    "Persistent Chat failback, before home is overwritten, plan 2b1f, run 9c4e by Giulia Ferri",
  );
  expect(filledBy(plannedBackup(planned), sent)).toEqual({ run: "9c4e", person: "Giulia Ferri" });
});

test("stays within SQL Server's 255 characters and within the plan's rule, whatever a person is called", () => {
  const id = "00000000-0000-4000-8000-000000000000";
  const description = backupDescription({ planId: id, part: "failback, before home is overwritten" });
  const long = { ...planned, parameters: { ...planned.parameters, description } };
  const person = `CONTOSO\\${"Maria $& 'O''Hara' ".repeat(20)}`;
  const sent = signedBackup(long, { runId: id, person });
  expect(String(sent.parameters.description).length).toBeLessThanOrEqual(255);
  expect(filledBy(plannedBackup(long), sent)).not.toBeNull();
});
