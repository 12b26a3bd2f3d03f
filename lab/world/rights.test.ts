import { describe, expect, test } from "vitest";
import { mgcOf, run, startWorld } from "./world-fixture.ts";

const lab = startWorld();
const plain = "EXECUTE AS LOGIN = N'pchat_reports'; ";

describe("a login that is no sysadmin", () => {
  test.each([
    ["SELECT COUNT(*) FROM mgc.dbo.tblChat", []],
    ["SELECT name FROM sys.databases", []],
    ["SELECT session_id FROM sys.dm_exec_sessions", []],
    ["SELECT * FROM mgccomp.dbo.tblComplianceData", []],
    ["SELECT * FROM msdb.dbo.log_shipping_monitor_primary", [229]],
    ["SELECT * FROM msdb.dbo.sysjobs", [229]],
    ["SELECT * FROM sys.dm_tran_locks", [300, 297]],
    ["SELECT * FROM sys.dm_server_services", [300, 297]],
    ["EXEC msdb.dbo.sp_start_job @job_name = N'LSBackup_mgc'", [229]],
    ["EXEC master.dbo.sp_help_log_shipping_primary_database @database = N'mgc'", [15247]],
    ["BACKUP DATABASE mgc TO DISK = N'D:\\SQLBackup\\x.bak'", [262, 3013]],
    ["RESTORE DATABASE mgc WITH RECOVERY", [3110, 3013]],
    ["ALTER DATABASE mgc SET PARTNER OFF", [5011, 5069]],
    ["KILL 60", [6102]],
    ["CREATE DATABASE another", [262]],
    ["DROP DATABASE mgc", [3701]],
  ] as const)("%s", async (sql, numbers) => {
    expect((await run(lab.homeA, plain + sql)).errors).toEqual(numbers);
    expect(lab.homeA.database("mgc")?.mirroring?.role).toBe("PRINCIPAL");
  });

  test("enters no database without a user, sees no folder and nothing of a mirror", async () => {
    await run(lab.homeA, "CREATE LOGIN stranger WITH PASSWORD = 0x01 HASHED, SID = 0x0102030405060708090A0B0C0D0E0F10");
    expect((await run(lab.homeA, "EXECUTE AS LOGIN = N'stranger'; USE mgc")).errors).toEqual([916]);
    expect((await run(lab.homeA, `${plain}EXEC master.sys.xp_dirtree N'D:\\SQLBackup', 1, 1`)).rows).toEqual([]);
    const seen = "SELECT mirroring_role_desc FROM sys.database_mirroring WHERE database_id = DB_ID(N'mgc')";
    expect((await run(lab.homeA, plain + seen)).rows).toEqual([["PRINCIPAL"]]);
    expect((await run(lab.homeB, plain + seen)).rows).toEqual([[null]]);
    expect((await run(lab.homeB, seen)).rows).toEqual([["MIRROR"]]);
  });
});

test("the alert job, once made, fails with 14420 and 14421 when nothing is backed up and restored", async () => {
  const { homeA, otherA, world } = startWorld();
  const clock = world.clock as ReturnType<typeof startWorld>["clock"];
  for (const instance of [homeA, otherA]) await run(instance, "EXEC master.dbo.sp_add_log_shipping_alert_job");
  for (const one of [homeA.msdb("log_shipping_monitor_primary"), otherA.msdb("log_shipping_monitor_secondary")])
    for (const row of one) Object.assign(row, { backup_threshold: 3, restore_threshold: 3 });
  const outcomes = (instance: typeof homeA) => {
    const id = instance.msdb("sysjobs").find((job) => String(job.name).startsWith("LSAlert_"))?.job_id;
    return instance.msdb("sysjobhistory").filter((row) => row.job_id === id && row.step_id === 1);
  };
  const minutes = async (count: number) => {
    for (let step = 0; step < count * 30; step += 1) await world.tick(clock.advance(2000));
  };
  await minutes(5);
  expect(outcomes(homeA).map((row) => row.run_status)).not.toContain(0);
  expect(outcomes(homeA).length).toBeGreaterThan(1);
  for (const job of [...homeA.msdb("sysjobs"), ...otherA.msdb("sysjobs")])
    if (!String(job.name).startsWith("LSAlert_")) job.enabled = 0;
  await minutes(8);
  expect(String(outcomes(homeA).at(-1)?.message)).toMatch(
    /has not performed a backup log operation for \d+ minutes.*\(Error 14420\)/,
  );
  expect(String(outcomes(otherA).at(-1)?.message)).toMatch(/is out of sync.*\(Error 14421\)/);
  expect(mgcOf(homeA).state).toBe("ONLINE");
});
