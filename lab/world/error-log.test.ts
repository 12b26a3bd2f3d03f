import { expect, test } from "vitest";
import { run, startWorld } from "./world-fixture.ts";

const lab = startWorld();
const kept = `CREATE TABLE #log (at datetime, process nvarchar(50), line nvarchar(4000));
INSERT INTO #log EXEC sys.sp_readerrorlog 0, 1; SELECT line FROM #log ORDER BY at`;

test("writes backups, changed options and ended sessions into the error log, as SQL Server words them", async () => {
  await run(lab.homeA, "BACKUP DATABASE mgc TO DISK = N'D:\\SQLBackup\\e.bak' WITH COPY_ONLY");
  await run(lab.homeA, "ALTER DATABASE mgc SET TRUSTWORTHY ON");
  const lines = (await run(lab.homeA, kept)).rows.map(([line]) => String(line));
  expect(lines.at(-2)).toMatch(
    /^Database backed up\. Database: mgc, creation date\(time\): \d{4}\/\d\d\/\d\d\(\d\d:\d\d:\d\d\), first LSN: 38:\d+:\d+, last LSN: 38:\d+:\d+, number of dump devices: 1, device information: \(FILE=1, TYPE=DISK: \{'D:\\SQLBackup\\e\.bak'\}\)\./,
  );
  expect(lines.at(-1)).toBe("Setting database option TRUSTWORTHY to ON for database 'mgc'.");
});

test("shows only lines that hold the texts asked for, and no older file", async () => {
  const some = await run(lab.homeA, "EXEC sys.sp_readerrorlog 0, 1, N'TRUSTWORTHY'");
  expect(some.rows).toHaveLength(1);
  expect((await run(lab.homeA, "EXEC sys.sp_readerrorlog 1")).errors).toEqual([22_004]);
});

test("is not shown to a login that is no securityadmin", async () => {
  const plain = "EXECUTE AS LOGIN = N'pchat_reports'; EXEC sys.sp_readerrorlog";
  expect((await run(lab.homeA, plain)).errors).toEqual([15_003]);
});
