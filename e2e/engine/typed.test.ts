import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Command } from "#lib/domain/commands/command.ts";
import { backUpSafeCopy } from "#lib/domain/commands/full-backup.ts";
import { restoreLog, restoreWithRecovery } from "#lib/domain/commands/restore.ts";
import { restoreFull } from "#lib/domain/commands/restore-full.ts";
import { showCommand } from "#lib/domain/commands/show-command.ts";
import { type Lab, startLabProcess } from "./lab-process.ts";
import { type SiteStaff, siteStaff } from "./site-staff.ts";

const home = "sqlmi01\\PCHAT";
const other = "sqlto01\\PCHAT";
let dir: string;
let lab: Lab;
let staff: SiteStaff;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "pchat-typed-"));
  lab = await startLabProcess(dir);
  staff = siteStaff(dir);
}, 60_000);
afterEach(async () => {
  await lab.close();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
});

const typed = (command: Command) => staff.dba(command.target, showCommand(command));
const drillState = async () => {
  const [row] = await staff.dba(
    other,
    "SELECT d.state_desc AS state FROM sys.databases AS d WHERE d.name = N'mgc_drill'",
  );
  return row?.state;
};

test("what a plan prints of backups and restores is taken by a server as it is typed", {
  timeout: 120_000,
}, async () => {
  const file = "\\\\fsto01\\Mirror\\typed.bak";
  await typed(backUpSafeCopy(home, { database: "mgc", file, name: "typed", description: "R-0001" }));
  const moves = [
    { logical: "mgc", path: "D:\\SQLData\\mgc_drill.mdf" },
    { logical: "mgc_log", path: "D:\\SQLLog\\mgc_drill.ldf" },
  ];
  await typed(restoreFull(other, { database: "mgc_drill", file, position: 1, moves, end: "NORECOVERY", isNew: true }));
  expect(await drillState()).toBe("RESTORING");
  // There is no log backup of that name: a server that understood the statement says that it cannot open the file.
  const log = restoreLog(other, { database: "mgc_drill", file: "\\\\fsto01\\Mirror\\none.trn", position: 1 });
  await expect(typed(log)).rejects.toMatchObject({ number: 3013, precedingErrors: [{ number: 3201 }] });
  await typed(restoreWithRecovery(other, "mgc_drill"));
  expect(await drillState()).toBe("ONLINE");
});
