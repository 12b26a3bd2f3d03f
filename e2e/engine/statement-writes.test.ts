import { expect, test } from "vitest";
import { writesIn } from "./statement-writes.ts";

test.each([
  "SELECT d.name FROM sys.databases AS d WHERE d.name = @database",
  "DECLARE @rc int; EXEC @rc = sp_getapplock @Resource = @resource, @LockMode = 'Exclusive'; SELECT @rc AS rc",
  "CREATE TABLE #h (a int NULL); DECLARE @s nvarchar(max) = N'RESTORE HEADERONLY FROM DISK = N''' + @file + N''''; INSERT #h EXEC (@s); SELECT a FROM #h",
  "set ansi_nulls on set nocount off",
])("finds nothing that writes in %s", (text) => {
  expect(writesIn(text, ["@database", "@resource", "@file"])).toEqual([]);
});

test.each([
  ["RESTORE DATABASE @database WITH RECOVERY", /^RESTORE DATABASE/],
  ["RESTORE LOG @database FROM DISK = @file WITH NORECOVERY", /^RESTORE LOG/],
  ["KILL 53", /^KILL 53/],
  ["BACKUP DATABASE @database TO DISK = @file", /^BACKUP DATABASE/],
  ["ALTER DATABASE mgc SET READ_ONLY", /^ALTER DATABASE/],
  ["EXEC msdb.dbo.sp_update_job @job_name = @file, @enabled = 0", /^EXEC msdb.dbo.sp_update_job/],
  ["IF 1 = 1 BEGIN EXEC msdb.dbo.sp_start_job @job_name = @file END", /sp_start_job/],
  ["SELECT 1; DELETE FROM msdb.dbo.log_shipping_secondary WHERE secondary_id = @file", /^DELETE/],
  ["DECLARE @s nvarchar(max) = N'DROP DATABASE mgc'; EXEC (@s)", /^DROP DATABASE/],
  ["DECLARE @s nvarchar(max) = N'RESTORE HEADERONLY '; SET @s = @file; EXEC (@s)", /^EXEC of a text/],
  ["this is not T-SQL (", /^not understood/],
])("finds what writes in %s", (text, what) => {
  expect(writesIn(text, ["@database", "@file"])).toEqual([expect.stringMatching(what)]);
});
