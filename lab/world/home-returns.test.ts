import { describe, expect, test } from "vitest";
import { applyFaults } from "./faults.ts";
import { failOverByHand, mgcOf, run, startWorld } from "./world-fixture.ts";

async function lostAndFailedOver() {
  const lab = startWorld();
  await lab.seconds(45);
  await failOverByHand(lab);
  return lab;
}

const filesOf = ({ world }: ReturnType<typeof startWorld>) =>
  world.disk.list({ host: "sqlto01", path: "\\\\fsto01\\LogShip\\mgc" }).map((file) => file.name);

describe("home comes back while the pool is FailedOver", () => {
  test("writable, mirrored, shipping into the same share, its chat servers with a stale replica", async () => {
    const lab = await lostAndFailedOver();
    const { homeA, homeB, otherA, world } = lab;
    const files = filesOf(lab);
    const lost = world.truth().lost ?? 0;
    expect(lost).toBeGreaterThan(0);
    expect(world.truth().stranded).toMatchObject({
      serving: otherA.name,
      lastHomePrincipal: homeA.name,
      total: lost,
      byInstance: { [homeA.name]: lost, [homeB.name]: lost },
    });
    world.faults.add("replicas-stale");
    world.siteUp.home = true;
    await lab.seconds(30);
    const truth = world.truth();
    expect(truth.writable).toEqual([homeA.name, otherA.name]);
    expect(mgcOf(homeA)).toMatchObject({ state: "ONLINE", mirroring: { role: "PRINCIPAL", state: "SYNCHRONIZED" } });
    const newer = filesOf(lab).filter((name) => !files.includes(name));
    expect(newer.length).toBeGreaterThan(1);
    for (const name of newer) expect(name).toMatch(/^mgc_\d{14}\.(trn|wrk)$/);
    expect(world.lync.seenBy("pchat01.contoso.local").poolState).toBe("Normal");
    const written = world.messages.filter((message) => message.by === homeA.name).length;
    expect(truth.stranded?.byInstance[homeA.name]).toBeGreaterThan(lost);
    expect(truth.stranded?.total).toBe(truth.stranded?.rows.length);
    expect(truth.stranded?.rows.filter((row) => row.idTaken).length).toBeGreaterThan(0);
    world.faults.delete("replicas-stale");
    await lab.seconds(20);
    expect(world.lync.seenBy("pchat01.contoso.local").poolState).toBe("FailedOver");
    const settled = world.messages.filter((message) => message.by === homeA.name).length;
    expect(settled).toBeGreaterThanOrEqual(written);
    await lab.seconds(10);
    expect(world.messages.filter((message) => message.by === homeA.name).length).toBe(settled);
  });

  test("content tells copies apart: equal after a restore, different before", async () => {
    const lab = await lostAndFailedOver();
    const { homeA, homeB, otherA, world } = lab;
    await run(otherA, "ALTER DATABASE mgc SET READ_ONLY WITH ROLLBACK IMMEDIATE");
    world.siteUp.home = true;
    await lab.seconds(15);
    const print = (name: string) => world.truth().instances[name]?.content?.fingerprint;
    expect(print(homeA.name)).not.toBe(print(otherA.name));
    await run(homeA, "ALTER DATABASE mgc SET PARTNER OFF");
    for (const session of homeA.sessions.inDatabase("mgc")) homeA.sessions.kill(session.spid);
    await run(otherA, "BACKUP DATABASE mgc TO DISK = N'\\\\fsto01\\LogShip\\mgc\\b.bak' WITH INIT, COPY_ONLY");
    await run(homeA, "RESTORE DATABASE mgc FROM DISK = N'\\\\fsto01\\LogShip\\mgc\\b.bak' WITH REPLACE, RECOVERY");
    expect(print(homeA.name)).toBe(print(otherA.name));
    expect(print(homeB.name)).not.toBe(print(otherA.name));
    expect(world.truth().instances[homeA.name]).toMatchObject({ readOnly: true, writable: false });
    const stranded = world.truth().stranded;
    expect(stranded?.byInstance[homeA.name]).toBe(0);
    expect(stranded?.byInstance[homeB.name]).toBe(stranded?.total);
  });
});

describe("home comes back changed", () => {
  test("with msdb wiped: databases as they were, no jobs, nothing shipped, no history", async () => {
    const lab = await lostAndFailedOver();
    const { homeA, world } = lab;
    const files = filesOf(lab);
    world.faults.add("home-msdb-wiped");
    world.siteUp.home = true;
    await lab.seconds(30);
    expect(world.faults.has("home-msdb-wiped")).toBe(false);
    expect(mgcOf(homeA)).toMatchObject({ state: "ONLINE", mirroring: { role: "PRINCIPAL" } });
    for (const table of ["sysjobs", "log_shipping_primary_databases", "backupset", "sysschedules"])
      expect((await run(homeA, `SELECT COUNT(*) FROM msdb.dbo.${table}`)).rows).toEqual([[0]]);
    expect(filesOf(lab)).toEqual(files);
    const job =
      "EXEC msdb.dbo.sp_add_job @job_name = N'later'; EXEC msdb.dbo.sp_add_jobstep @job_name = N'later', @step_name = N's', @command = N'SELECT 1'; EXEC msdb.dbo.sp_start_job N'later'";
    expect((await run(homeA, job)).errors).toEqual([]);
    await lab.seconds(3);
    const active =
      "SELECT COUNT(*) FROM msdb.dbo.sysjobactivity a WHERE a.session_id = (SELECT MAX(session_id) FROM msdb.dbo.syssessions) AND a.stop_execution_date IS NOT NULL";
    expect((await run(homeA, active)).rows).toEqual([[1]]);
  });

  test("blank: system databases, set-up's logins, no endpoint; restored and mirrored anew it serves", async () => {
    const lab = await lostAndFailedOver();
    const { homeA, homeB, otherA, world } = lab;
    world.faults.add("home-blank");
    world.siteUp.home = true;
    await lab.seconds(10);
    expect((await run(homeA, "SELECT name FROM sys.databases ORDER BY database_id")).rows.flat()).toEqual([
      "master",
      "tempdb",
      "model",
      "msdb",
    ]);
    expect((await run(homeA, "SELECT COUNT(*) FROM sys.database_mirroring_endpoints")).rows).toEqual([[0]]);
    expect(world.truth().stranded).toMatchObject({ total: 0, lastHomePrincipal: null });
    const file = "\\\\fsto01\\LogShip\\mgc\\blank.bak";
    await run(otherA, `BACKUP DATABASE mgc TO DISK = N'${file}' WITH INIT, COPY_ONLY, CHECKSUM`);
    expect((await run(homeA, `RESTORE DATABASE mgc FROM DISK = N'${file}' WITH RECOVERY, CHECKSUM`)).errors).toEqual(
      [],
    );
    const orphans =
      "SELECT u.name FROM mgc.sys.database_principals u WHERE u.type IN ('S','U') AND u.principal_id > 4 AND NOT EXISTS (SELECT * FROM sys.server_principals p WHERE p.sid = u.sid) ORDER BY u.name";
    expect((await run(homeA, orphans)).rows.flat()).toEqual(["CONTOSO\\svc-pchat", "pchat_reports"]);
    await run(homeA, "CREATE LOGIN [CONTOSO\\svc-pchat] FROM WINDOWS");
    expect((await run(homeA, orphans)).rows.flat()).toEqual(["pchat_reports"]);
    const partner = "ALTER DATABASE mgc SET PARTNER = 'TCP://sqlmi01.contoso.local:5022'";
    await run(
      homeA,
      `BACKUP DATABASE mgc TO DISK = N'\\\\fsto01\\Mirror\\m.bak' WITH INIT; BACKUP LOG mgc TO DISK = N'\\\\fsto01\\Mirror\\m.trn' WITH INIT`,
    );
    await run(
      homeB,
      "RESTORE DATABASE mgc FROM DISK = N'\\\\fsto01\\Mirror\\m.bak' WITH NORECOVERY; RESTORE LOG mgc FROM DISK = N'\\\\fsto01\\Mirror\\m.trn' WITH NORECOVERY",
    );
    expect((await run(homeB, partner)).errors).toEqual([1486]);
    const endpoint =
      "CREATE ENDPOINT [Mirroring] STATE = STARTED AS TCP (LISTENER_PORT = 5022) FOR DATABASE_MIRRORING (ROLE = PARTNER, AUTHENTICATION = WINDOWS NEGOTIATE, ENCRYPTION = REQUIRED ALGORITHM AES)";
    expect((await run(homeB, endpoint)).errors).toEqual([]);
    expect((await run(homeB, partner)).errors).toEqual([1418]);
    expect((await run(homeA, endpoint)).errors).toEqual([]);
    expect((await run(homeA, endpoint)).errors).toEqual([7862]);
    expect((await run(homeB, partner)).errors).toEqual([]);
    expect((await run(homeA, partner.replace("mi01", "mi02"))).errors).toEqual([]);
    await lab.seconds(5);
    expect(mgcOf(homeA).mirroring).toMatchObject({ role: "PRINCIPAL", state: "SYNCHRONIZED", witness: null });
  });

  test("with the mirror as the last principal: what it took alone is nowhere else", async () => {
    const lab = startWorld();
    const { homeA, homeB, otherA, world } = lab;
    await lab.seconds(40);
    world.faults.add("home-mirror-last-principal");
    await lab.seconds(30);
    expect(homeA.up).toBe(false);
    expect(mgcOf(homeB).mirroring).toMatchObject({ role: "PRINCIPAL", roleSequence: 2 });
    await failOverByHand(lab);
    const stranded = world.truth().stranded;
    expect(stranded?.lastHomePrincipal).toBe(homeB.name);
    expect(stranded?.byInstance[homeB.name]).toBe(stranded?.total);
    expect(stranded?.byInstance[homeA.name]).toBeLessThan(stranded?.total ?? 0);
    expect(mgcOf(otherA).content.messages.some((index) => world.messages[index]?.by === homeB.name)).toBe(true);
    world.siteUp.home = true;
    await lab.seconds(10);
    expect(mgcOf(homeB)).toMatchObject({ state: "ONLINE", mirroring: { state: "DISCONNECTED" } });
    world.faults.delete(`instance-stopped:${homeA.name}`);
    await lab.seconds(10);
    expect(mgcOf(homeA)).toMatchObject({ state: "RESTORING", mirroring: { role: "MIRROR", state: "SYNCHRONIZED" } });
    expect(mgcOf(homeA).content).toEqual(mgcOf(homeB).content);
  });

  test("half alive: deaf to us, serving its own people, writing files; then it is heard again", async () => {
    const lab = startWorld();
    const { homeA, world } = lab;
    await lab.seconds(30);
    world.faults.add("home-half-alive");
    applyFaults(world);
    const [before, files] = [world.messages.length, filesOf(lab).length];
    await lab.seconds(30);
    expect(homeA.up && homeA.blackHoled).toBe(true);
    expect(world.messages.length).toBeGreaterThan(before);
    expect(world.messages.slice(before).every((message) => message.by === homeA.name)).toBe(true);
    expect(filesOf(lab).length).toBeGreaterThan(files);
    const stop = { ComputerName: "pchat01.contoso.local", Name: "RTCCHAT" };
    const answer = await world.lync.invoke("Stop-CsWindowsService", stop);
    expect(answer).toMatchObject({ ok: false, error: { errorId: expect.stringMatching(/^ComputerUnreachable/) } });
    await world.lync.invoke("Set-CsPersistentChatState", { PoolState: "FailedOver" });
    await lab.seconds(30);
    expect(world.lync.seenBy("pchat01.contoso.local").poolState).toBe("Normal");
    expect(world.lync.seenBy("pchat05.contoso.local").poolState).toBe("FailedOver");
    world.faults.delete("home-half-alive");
    await lab.seconds(30);
    expect(world.lync.seenBy("pchat01.contoso.local").poolState).toBe("FailedOver");
    expect(await world.lync.invoke("Stop-CsWindowsService", stop)).toMatchObject({ ok: true });
  });
});
