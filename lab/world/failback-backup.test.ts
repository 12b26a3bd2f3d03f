import { describe, expect, test } from "vitest";
import { failOverByHand, mgcOf, run, startWorld } from "./world-fixture.ts";

const file = "\\\\fsto01\\LogShip\\mgc\\failback.bak";
const full = `BACKUP DATABASE mgc TO DISK = N'${file}' WITH COPY_ONLY, INIT, FORMAT, CHECKSUM, STATS = 20, NAME = N'failback', DESCRIPTION = N'run 7'`;
const restoreHome = `RESTORE DATABASE mgc FROM DISK = N'${file}' WITH FILE = 1, REPLACE, CHECKSUM, STATS = 25, RECOVERY, MOVE N'mgc' TO N'D:\\SQLData\\mgc.mdf', MOVE N'mgc_log' TO N'D:\\SQLLog\\mgc_log.ldf'`;

describe("the full backup that goes home", () => {
  test("of a read-only copy comes up read-only, with its users and without TRUSTWORTHY", async () => {
    const lab = startWorld();
    await lab.seconds(40);
    await failOverByHand(lab);
    const { homeA, homeB, otherA, world } = lab;
    expect((await run(otherA, "ALTER DATABASE mgc SET TRUSTWORTHY ON")).errors).toEqual([]);
    expect((await run(otherA, "ALTER DATABASE mgc SET READ_ONLY WITH ROLLBACK IMMEDIATE")).errors).toEqual([]);
    const made = await run(otherA, full);
    expect(made.errors).toEqual([]);
    expect(made.infos).toEqual([3211, 3211, 3211, 3211, 3211, 4035, 3014]);
    world.siteUp.home = true;
    await lab.seconds(20);
    const verify = `RESTORE VERIFYONLY FROM DISK = N'${file}' WITH CHECKSUM`;
    expect((await run(homeA, verify)).infos).toEqual([3262]);
    const header = await run(homeA, `RESTORE HEADERONLY FROM DISK = N'${file}'`);
    const value = (name: string) => header.rows[0]?.[header.columns[0]?.indexOf(name) ?? -1];
    expect({
      name: value("BackupName"),
      description: value("BackupDescription"),
      copyOnly: value("IsCopyOnly"),
      checksums: value("HasBackupChecksums"),
      readOnly: value("IsReadOnly"),
      position: value("Position"),
    }).toEqual({
      name: "failback",
      description: "run 7",
      copyOnly: true,
      checksums: true,
      readOnly: true,
      position: 1,
    });
    expect((await run(homeA, restoreHome)).errors).toEqual([3104, 3013]);
    expect((await run(homeA, "ALTER DATABASE mgc SET PARTNER OFF")).errors).toEqual([]);
    for (const session of homeA.sessions.inDatabase("mgc")) homeA.sessions.kill(session.spid);
    expect((await run(homeA, restoreHome)).errors).toEqual([]);
    expect(mgcOf(homeA)).toMatchObject({ state: "ONLINE", readOnly: true, trustworthy: false, mirroring: null });
    expect(mgcOf(homeA).users).toEqual(mgcOf(otherA).users);
    expect(mgcOf(homeA).content).toEqual(mgcOf(otherA).content);
    expect(mgcOf(homeB).state).toBe("RESTORING");
    expect((await run(homeA, "ALTER DATABASE mgc SET READ_WRITE WITH NO_WAIT")).errors).toEqual([]);
    expect(mgcOf(homeA).readOnly).toBe(false);
  });

  test("appends without INIT, and FILE = 2 takes the second set", async () => {
    const { homeA, otherB } = startWorld();
    const twice = full.replace("INIT, FORMAT, ", "");
    for (const _ of [1, 2]) expect((await run(homeA, twice)).errors).toEqual([]);
    const header = await run(otherB, `RESTORE HEADERONLY FROM DISK = N'${file}'`);
    expect(header.rows.length).toBe(2);
    const second = restoreHome.replace("FILE = 1", "FILE = 2").replace("RECOVERY,", "NORECOVERY,");
    expect((await run(otherB, second)).errors).toEqual([]);
    expect((await run(otherB, second.replace("FILE = 2", "FILE = 3"))).errors).toEqual([3287, 3013]);
    expect((await run(homeA, full)).errors).toEqual([]);
    expect((await run(otherB, `RESTORE HEADERONLY FROM DISK = N'${file}'`)).rows.length).toBe(1);
  });
});

describe("what a restore refuses", () => {
  test("folders that are not there, files of another database, a file list that does not fit", async () => {
    const { homeA, otherB } = startWorld();
    await run(homeA, full);
    const elsewhere = restoreHome.replaceAll("D:\\SQLData", "E:\\Nowhere");
    expect((await run(otherB, elsewhere)).errors).toEqual([5133, 3156, 3119, 3013]);
    expect((await run(otherB, restoreHome)).errors).toEqual([]);
    expect((await run(otherB, restoreHome.replace("DATABASE mgc", "DATABASE mgc_drill"))).errors).toEqual([
      1834, 3156, 3119, 3013,
    ]);
    expect((await run(otherB, restoreHome.replace("N'mgc_log' TO", "N'mgc_lag' TO"))).errors).toEqual([3234, 3013]);
  });

  test("a disk without room: 3257 for what is new there, and the free space is told", async () => {
    const { homeA, otherA, otherB, world } = startWorld();
    await run(homeA, full);
    for (const one of [otherA, otherB]) world.faults.add(`disk-full:${one.name}`);
    await world.tick(new Date());
    expect((await run(otherB, restoreHome)).errors).toEqual([3257, 3119, 3013]);
    expect((await run(otherB, "EXEC master.dbo.xp_fixeddrives")).rows).toContainEqual(["D", 0]);
    expect((await run(otherA, "RESTORE DATABASE mgc WITH RECOVERY")).errors).toEqual([]);
    expect((await run(otherA, full.replace(file, "D:\\SQLBackup\\x.bak"))).errors).toEqual([3202, 3013]);
    expect((await run(otherA, full)).errors).toEqual([]);
    expect((await run(otherA, restoreHome)).errors).toEqual([]);
  });

  test("another database without REPLACE, a mirror, a copy in use, a RESTORING one", async () => {
    const { homeA, homeB, otherA } = startWorld();
    await run(homeA, full);
    const comp = `RESTORE DATABASE mgccomp FROM DISK = N'${file}' WITH NORECOVERY`;
    expect((await run(otherA, comp)).errors).toEqual([3154, 3013]);
    expect((await run(homeB, full)).errors).toEqual([954, 3013]);
    expect((await run(otherA, full)).errors).toEqual([927, 3013]);
    expect((await run(otherA, "RESTORE DATABASE mgc WITH RECOVERY")).errors).toEqual([]);
    const user = otherA.openSession({ login: "x", hostName: "x", programName: "x", database: "mgc" });
    expect((await run(otherA, restoreHome)).errors).toEqual([3101, 3013]);
    expect((await run(otherA, "ALTER DATABASE mgc SET READ_ONLY WITH NO_WAIT")).errors).toEqual([5070, 5069]);
    expect(mgcOf(otherA).readOnly).toBe(false);
    expect((await run(otherA, "ALTER DATABASE mgc SET SINGLE_USER WITH ROLLBACK IMMEDIATE")).errors).toEqual([]);
    expect(user.session.signal.aborted).toBe(true);
    expect((await run(otherA, restoreHome)).errors).toEqual([]);
  });

  test("a backup of a newer server, for ever, though its header can be read", async () => {
    const { homeA, otherA, world } = startWorld();
    world.faults.add(`newer-version:${otherA.name}`);
    await run(otherA, "RESTORE DATABASE mgc WITH RECOVERY");
    expect((await run(otherA, full)).errors).toEqual([]);
    await run(homeA, "ALTER DATABASE mgc SET PARTNER OFF");
    const refused = await run(homeA, restoreHome);
    expect(refused.errors).toEqual([3169, 3013]);
    expect(refused.texts[0]).toMatch(/running version 13\.00\.5888\. .*running version 12\.00\.6024\./);
    expect((await run(homeA, `RESTORE HEADERONLY FROM DISK = N'${file}'`)).rows.length).toBe(1);
  });
});

test("the tail of the log: refused while mirrored, then it fences the copy and fits at home", async () => {
  const lab = startWorld();
  const { homeA, otherA } = lab;
  await lab.seconds(30);
  const tail = `BACKUP LOG mgc TO DISK = N'\\\\fsto01\\LogShip\\mgc\\tail.trn' WITH NORECOVERY, INIT, CHECKSUM`;
  expect((await run(homeA, tail)).errors).toEqual([1468, 3013]);
  for (const word of ["Copy", "Restore"])
    await run(otherA, `EXEC msdb.dbo.sp_update_job @job_name = N'LS${word}_sqlmi01_mgc', @enabled = 0`);
  await run(homeA, "EXEC msdb.dbo.sp_update_job @job_name = N'LSBackup_mgc', @enabled = 0");
  await lab.seconds(3);
  await run(homeA, `BACKUP DATABASE mgc TO DISK = N'${file}' WITH COPY_ONLY, INIT, FORMAT, CHECKSUM`);
  await run(otherA, `RESTORE DATABASE mgc FROM DISK = N'${file}' WITH REPLACE, NORECOVERY`);
  await lab.seconds(5);
  await run(homeA, "ALTER DATABASE mgc SET PARTNER OFF");
  expect((await run(homeA, tail)).errors).toEqual([3101, 3013]);
  for (const session of homeA.sessions.inDatabase("mgc")) homeA.sessions.kill(session.spid);
  expect((await run(homeA, tail)).errors).toEqual([]);
  expect(mgcOf(homeA).state).toBe("RESTORING");
  const log = "RESTORE LOG mgc FROM DISK = N'\\\\fsto01\\LogShip\\mgc\\tail.trn' WITH RECOVERY";
  expect((await run(otherA, log)).errors).toEqual([]);
  expect(mgcOf(otherA)).toMatchObject({ state: "ONLINE", readOnly: false });
  expect(mgcOf(otherA).content).toEqual(mgcOf(homeA).content);
  expect((await run(homeA, "RESTORE DATABASE mgc WITH RECOVERY")).errors).toEqual([]);
});

test("a full restore that is cut off leaves a copy that only another restore can mend", async () => {
  const lab = startWorld();
  const { homeA, otherA, clock } = lab;
  await run(homeA, full);
  await run(otherA, "RESTORE DATABASE mgc WITH RECOVERY");
  const sleep = clock.sleep.bind(clock);
  clock.sleep = async (ms) => {
    otherA.sessions.killAll();
    await sleep(ms);
  };
  const cut = await run(otherA, restoreHome);
  expect(cut.infos).not.toContain(3014);
  clock.sleep = sleep;
  expect(mgcOf(otherA)).toMatchObject({ state: "RESTORING", content: { messages: [] } });
  expect((await run(otherA, "RESTORE DATABASE mgc WITH RECOVERY")).errors).toEqual([4333, 3013]);
  const log = "RESTORE LOG mgc FROM DISK = N'\\\\fsto01\\LogShip\\mgc\\x.trn' WITH NORECOVERY";
  await run(homeA, "BACKUP LOG mgc TO DISK = N'\\\\fsto01\\LogShip\\mgc\\x.trn' WITH INIT");
  expect((await run(otherA, log)).errors).toEqual([4319, 3013]);
  expect((await run(otherA, restoreHome)).errors).toEqual([]);
  expect(mgcOf(otherA).content).toEqual(mgcOf(homeA).content);
});

test("one restore at a time: a second one finds the database in use", async () => {
  const { homeA, otherA } = startWorld();
  await run(homeA, full);
  const busy = otherA.openSession({ login: "x", hostName: "x", programName: "x", database: "master" });
  const request = { command: "RESTORE DATABASE", percent: 40, database: "mgc", startedAtMs: 0, text: "" };
  otherA.sessions.begin(busy.session.spid, request);
  expect((await run(otherA, restoreHome)).errors).toEqual([3101, 3013]);
  busy.end();
  expect((await run(otherA, restoreHome)).errors).toEqual([]);
});
