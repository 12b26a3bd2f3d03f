import { expect, test } from "vitest";
import { backUpTail } from "./full-backup.ts";
import { restoreLog, restoreWithRecovery } from "./restore.ts";
import { restoreFull } from "./restore-full.ts";
import { showCommand } from "./show-command.ts";

const on = "sqlto01\\PCHAT";

test("prints a database's name as a name: BACKUP and RESTORE take a variable there, and no literal", () => {
  expect(showCommand(restoreWithRecovery(on, "mgc"))).toBe("RESTORE DATABASE [mgc] WITH RECOVERY");
  expect(showCommand(restoreWithRecovery(on, "odd]name"))).toBe("RESTORE DATABASE [odd]]name] WITH RECOVERY");
  const tail = { database: "mgc", file: "D:\\tail.trn", name: "mgc tail", description: "R-0001" };
  expect(showCommand(backUpTail(on, tail))).toMatch(/^BACKUP LOG \[mgc\] TO DISK = N'D:\\tail\.trn' WITH NORECOVERY, /);
  const full = { database: "mgc", file: "D:\\full.bak", position: 1, moves: [], end: "NORECOVERY" } as const;
  expect(showCommand(restoreFull(on, full))).toContain("; RESTORE DATABASE [mgc] FROM DISK = N'D:\\full.bak' WITH ");
});

test("prints values as literals, with what would end them doubled", () => {
  expect(showCommand(restoreLog(on, { database: "mgc", file: "D:\\LogShip\\it's.trn", position: 2 }))).toBe(
    "DECLARE @n int = CONVERT(int, N'2'); RESTORE LOG [mgc] FROM DISK = N'D:\\LogShip\\it''s.trn' WITH FILE = @n, NORECOVERY, STATS = 10",
  );
});
