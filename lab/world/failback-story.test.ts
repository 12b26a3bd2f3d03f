import { expect, test } from "vitest";
import { readMedia } from "./backup-file.ts";
import { failOverByHand, mgcOf, run, startWorld } from "./world-fixture.ts";

const share = "\\\\fsto01\\LogShip\\mgc";
const servers = (from: number) => [0, 1, 2, 3].map((n) => `pchat0${from + n}.contoso.local`);
const job = (name: string, enabled: 0 | 1) =>
  `EXEC msdb.dbo.sp_update_job @job_name = N'${name}', @enabled = ${enabled}`;

function byHand(lab: ReturnType<typeof startWorld>) {
  const { world } = lab;
  return {
    cs: async (cmdlet: string, parameters: Record<string, unknown>): Promise<void> => {
      const reply = await world.lync.invoke(cmdlet, parameters);
      expect({ cmdlet, reply }).toMatchObject({ reply: { kind: "answer", ok: true } });
    },
    sql: async (instance: Parameters<typeof run>[0], text: string): Promise<void> => {
      expect({ text, errors: (await run(instance, text)).texts }).toEqual({ text, errors: [] });
    },
    content: (name: string) => world.truth().instances[name]?.content,
  };
}

test("the documented way home, by hand: nothing but the stranded messages stays behind", async () => {
  const lab = startWorld();
  const { homeA, homeB, otherA, world } = lab;
  const { cs, sql, content } = byHand(lab);
  await lab.seconds(45);
  await failOverByHand(lab);
  world.siteUp.home = true;
  await lab.seconds(12);
  for (const ComputerName of servers(1))
    for (const Name of ["RTCCHAT", "RTCCOMP"]) await cs("Stop-CsWindowsService", { ComputerName, Name });
  for (const home of [homeA, homeB]) await sql(home, job("LSBackup_mgc", 0));
  await lab.seconds(15);
  const stranded = world.truth().stranded?.total ?? 0;
  expect(stranded).toBeGreaterThan(0);

  await cs("Set-CsPersistentChatActiveServer", { ActiveServers: null });
  for (const ComputerName of servers(5)) await cs("Stop-CsWindowsService", { ComputerName, Name: "RTCCHAT" });
  await lab.seconds(2);
  expect(otherA.sessions.inDatabase("mgc")).toEqual([]);
  const before = content(otherA.name);
  await sql(otherA, "ALTER DATABASE mgc SET READ_ONLY WITH ROLLBACK IMMEDIATE");
  await sql(otherA, `BACKUP DATABASE mgc TO DISK = N'${share}\\home.bak' WITH INIT, FORMAT, CHECKSUM`);
  await sql(homeA, "ALTER DATABASE mgc SET PARTNER OFF");
  await sql(homeA, `BACKUP DATABASE mgc TO DISK = N'D:\\SQLBackup\\safe.bak' WITH COPY_ONLY, INIT, FORMAT, CHECKSUM`);
  for (const home of [homeA, homeB])
    await sql(
      home,
      "EXEC master.dbo.sp_delete_log_shipping_primary_secondary N'mgc', N'sqlto01\\PCHAT', N'mgc'; EXEC master.dbo.sp_delete_log_shipping_primary_database N'mgc'",
    );
  await sql(homeA, `RESTORE DATABASE mgc FROM DISK = N'${share}\\home.bak' WITH FILE = 1, REPLACE, CHECKSUM, RECOVERY`);
  expect(content(homeA.name)).toEqual(before);
  expect(world.truth().writable).toEqual([]);
  await sql(homeA, "ALTER DATABASE mgc SET READ_WRITE WITH NO_WAIT; ALTER AUTHORIZATION ON DATABASE::mgc TO sa");
  expect(world.truth().writable).toEqual([homeA.name]);

  await cs("Install-CsMirrorDatabase", {
    DatabaseType: "PersistentChat",
    SqlServerFqdn: "sqlmi01.contoso.local",
    SqlInstanceName: "PCHAT",
    FileShare: "\\\\fsto01\\LogShip",
    DropExistingDatabasesOnMirror: true,
    Confirm: false,
  });
  await cs("Set-CsPersistentChatState", { PoolState: "Normal" });
  await lab.seconds(15);
  await cs("Set-CsPersistentChatActiveServer", { ActiveServers: { Replace: servers(1) } });
  for (const ComputerName of servers(1)) await cs("Start-CsWindowsService", { ComputerName, Name: "RTCCHAT" });
  await lab.seconds(20);
  expect(mgcOf(homeA).mirroring).toMatchObject({ role: "PRINCIPAL", state: "SYNCHRONIZED", witness: "sqlmi03\\PCHAT" });
  expect(content(homeA.name)?.messageCount).toBeGreaterThan(before?.messageCount ?? 0);
  expect(content(otherA.name)).toEqual(before);

  await sql(homeA, `BACKUP DATABASE mgc TO DISK = N'${share}\\seed.bak' WITH COPY_ONLY, INIT, FORMAT, CHECKSUM`);
  await sql(otherA, `RESTORE DATABASE mgc FROM DISK = N'${share}\\seed.bak' WITH REPLACE, NORECOVERY, CHECKSUM`);
  await sql(
    homeA,
    `DECLARE @job uniqueidentifier, @s int; EXEC master.dbo.sp_add_log_shipping_primary_database @database = N'mgc', @backup_directory = N'${share}', @backup_share = N'${share}', @backup_job_name = N'LSBackup_mgc', @backup_retention_period = 240, @backup_job_id = @job OUTPUT;
EXEC msdb.dbo.sp_add_schedule @schedule_name = N'every 10 s', @freq_type = 4, @freq_interval = 1, @freq_subday_type = 2, @freq_subday_interval = 10, @schedule_id = @s OUTPUT; EXEC msdb.dbo.sp_attach_schedule @job_id = @job, @schedule_id = @s; EXEC msdb.dbo.sp_update_job @job_id = @job, @enabled = 1;
EXEC master.dbo.sp_add_log_shipping_primary_secondary N'mgc', N'sqlto01\\PCHAT', N'mgc'`,
  );
  for (const word of ["Copy", "Restore"]) await sql(otherA, job(`LS${word}_sqlmi01_mgc`, 1));
  await lab.seconds(40);
  // The returning home has shipped its old fork under the same names: they stop the restore job until somebody puts them away.
  const told = () => String(otherA.msdb("log_shipping_monitor_error_detail").at(-1)?.message);
  expect(told()).toMatch(/^\*\*\* Error 4330: /);
  putAway(lab);
  await lab.seconds(90);
  const [home, other] = [content(homeA.name), content(otherA.name)];
  expect((home?.messageCount ?? 0) - (other?.messageCount ?? 0)).toBeLessThan(100);
  expect(other?.messageCount).toBeGreaterThan(before?.messageCount ?? 0);
  expect(world.truth().lost).toBe(stranded);
  expect(await run(homeA, "SELECT SUSER_SNAME(owner_sid) FROM sys.databases WHERE name = N'mgc'")).toMatchObject({
    rows: [["sa"]],
  });
});

/** Every file of before the restore at home, out of the share and the copy folder. */
function putAway({ world, otherA, homeA }: ReturnType<typeof startWorld>): void {
  const fork = mgcOf(homeA).forkGuid;
  for (const path of [share, "D:\\LogShip\\mgc"])
    for (const { name } of world.disk.list({ host: otherA.host, path })) {
      const at = { host: otherA.host, path: `${path}\\${name}` };
      const media = readMedia(world.disk.read(at));
      const own = media.kind === "sets" && media.sets.every((set) => set.meta.fork === fork);
      if (/\.trn$/i.test(name) && !own) world.disk.rename(at, `\\\\fsto01\\LogShip\\old-${path.length}-${name}`);
    }
}
