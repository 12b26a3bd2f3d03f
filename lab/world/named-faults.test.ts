import { describe, expect, test } from "vitest";
import { readMedia } from "./backup-file.ts";
import { mgcOf, run, startWorld } from "./world-fixture.ts";

const share = "\\\\fsto01\\LogShip\\mgc";
const at = (path: string) => ({ host: "sqlto01", path });
const told = (lab: ReturnType<typeof startWorld>) =>
  lab.otherA
    .msdb("log_shipping_monitor_history_detail")
    .map((row) => String(row.message))
    .join("\n");

async function withFault(fault: string) {
  const lab = startWorld();
  await lab.seconds(35);
  lab.world.faults.add(fault);
  for (let tries = 0; tries < 60 && lab.world.faults.has(fault); tries += 1) await lab.seconds(1);
  expect(lab.world.faults.has(fault)).toBe(false);
  await lab.seconds(60);
  return lab;
}

describe("faults of log backups, each seen by what the restore job says", () => {
  test.each([
    ["file-renamed", /too recent to apply/],
    ["out-of-band-log-backup", /too recent to apply/],
    ["file-other-fork", /Error 4330/],
    ["file-foreign", /Error 3154/],
  ])("%s", async (fault, words) => {
    const lab = await withFault(fault);
    expect(told(lab)).toMatch(words);
  });

  test("file-duplicated is skipped, and shipping goes on", async () => {
    const lab = await withFault("file-duplicated");
    expect(told(lab)).toMatch(/Skipped log backup file/);
    expect(mgcOf(lab.homeA).end - mgcOf(lab.otherA).end).toBeLessThan(200);
  });

  test("share-read-only makes the backup job fail with 5 and leaves the files", async () => {
    const lab = startWorld();
    await lab.seconds(35);
    lab.world.faults.add("share-read-only");
    const files = lab.world.disk.list(at(share)).length;
    await lab.seconds(30);
    const last = lab.homeA.msdb("log_shipping_monitor_error_detail").at(-1);
    expect(String(last?.message)).toMatch(/3201.*5\(Access is denied\.\)/);
    expect(lab.world.disk.list(at(share)).length).toBe(files);
    expect(readMedia(lab.world.disk.read(at(`${share}\\${lab.world.disk.list(at(share))[0]?.name}`))).kind).toBe(
      "sets",
    );
  });
});

describe("faults of instances and mirroring", () => {
  test("clocks that run half an hour ahead or behind", async () => {
    const lab = startWorld();
    lab.world.faults.add(`clock-ahead:${lab.homeA.name}`);
    lab.world.faults.add(`clock-behind:${lab.otherA.name}`);
    const minutes = async (instance: typeof lab.homeA) =>
      (await run(instance, `SELECT DATEDIFF(minute, '${lab.clock.now().toISOString().slice(0, 19)}', GETUTCDATE())`))
        .rows[0]?.[0];
    expect([await minutes(lab.homeA), await minutes(lab.homeB), await minutes(lab.otherA)]).toEqual([30, 0, -30]);
  });

  test("mirroring-suspended lasts until RESUME", async () => {
    const lab = await withFault("mirroring-suspended");
    expect(mgcOf(lab.homeA).mirroring?.state).toBe("SUSPENDED");
    expect((await run(lab.homeA, "ALTER DATABASE mgc SET PARTNER FAILOVER")).errors).toEqual([1422]);
    await run(lab.homeA, "ALTER DATABASE mgc SET PARTNER RESUME");
    await lab.seconds(10);
    expect(mgcOf(lab.homeB).mirroring?.state).toBe("SYNCHRONIZED");
  });

  test("mirroring-split leaves one principal, as the witness still sees it", async () => {
    const lab = startWorld();
    await lab.seconds(10);
    lab.world.faults.add("mirroring-split");
    await lab.seconds(20);
    expect([mgcOf(lab.homeA), mgcOf(lab.homeB)].map((db) => db.mirroring)).toMatchObject([
      { role: "PRINCIPAL", state: "DISCONNECTED" },
      { role: "MIRROR", state: "DISCONNECTED" },
    ]);
    expect(lab.world.truth().writable).toEqual([lab.homeA.name]);
    lab.world.faults.delete("mirroring-split");
    await lab.seconds(10);
    expect(mgcOf(lab.homeB).mirroring?.state).toBe("SYNCHRONIZED");
  });

  test("agent-stopped starts no job, and they go on when it is lifted", async () => {
    const lab = startWorld();
    await lab.seconds(30);
    lab.world.faults.add(`agent-stopped:${lab.homeA.name}`);
    await lab.seconds(5);
    const files = () => lab.world.disk.list(at(share)).length;
    const before = files();
    await lab.seconds(30);
    expect(files()).toBe(before);
    expect(
      (
        await run(
          lab.homeA,
          "SELECT status_desc FROM sys.dm_server_services WHERE servicename LIKE N'SQL Server Agent%'",
        )
      ).rows,
    ).toEqual([["Stopped"]]);
    lab.world.faults.clear();
    await lab.seconds(30);
    expect(files()).toBeGreaterThan(before);
  });

  test("endpoint-stopped cuts the mirror off until it is started", async () => {
    const lab = startWorld();
    await lab.seconds(10);
    lab.world.faults.add(`endpoint-stopped:${lab.homeB.name}`);
    await lab.seconds(5);
    expect(mgcOf(lab.homeA).mirroring?.state).toBe("DISCONNECTED");
    expect((await run(lab.homeB, "SELECT state_desc FROM sys.database_mirroring_endpoints")).rows).toEqual([
      ["STOPPED"],
    ]);
    lab.world.faults.clear();
    await lab.seconds(10);
    expect(mgcOf(lab.homeB).mirroring?.state).toBe("SYNCHRONIZED");
  });

  test("recovery-model-toggled waits while mgc is mirrored and then breaks the chain", async () => {
    const lab = startWorld();
    await lab.seconds(10);
    lab.world.faults.add("recovery-model-toggled");
    await lab.seconds(5);
    expect(lab.world.faults.has("recovery-model-toggled")).toBe(true);
    await run(lab.homeA, "ALTER DATABASE mgc SET PARTNER OFF");
    await lab.seconds(2);
    expect((await run(lab.homeA, "BACKUP LOG mgc TO DISK = N'D:\\SQLBackup\\x.trn'")).errors).toEqual([4214, 3013]);
  });

  test("recovering keeps the user databases closed until it is lifted", async () => {
    const lab = startWorld();
    await lab.seconds(10);
    lab.world.faults.add(`recovering:${lab.homeA.name}`);
    await lab.seconds(2);
    expect((await run(lab.homeA, "SELECT COUNT(*) FROM mgc.dbo.tblChat")).errors).toEqual([922]);
    expect((await run(lab.homeA, "SELECT state_desc FROM sys.databases WHERE name = N'mgc'")).rows).toEqual([
      ["RECOVERING"],
    ]);
    expect(lab.world.truth().writable).toEqual([]);
    lab.world.faults.clear();
    await lab.seconds(2);
    expect(lab.world.truth().writable).toEqual([lab.homeA.name]);
  });

  test("share-hanging holds jobs and statements until it is lifted", async () => {
    const lab = startWorld();
    await lab.seconds(30);
    lab.world.faults.add("share-hanging");
    await lab.seconds(10);
    const files = lab.world.disk.list(at(share)).length;
    let answered = false;
    const asked = run(lab.otherA, `EXEC master.sys.xp_dirtree N'${share}', 1, 1`).then(() => {
      answered = true;
    });
    await lab.seconds(30);
    expect([answered, lab.world.disk.list(at(share)).length]).toEqual([false, files]);
    lab.world.faults.clear();
    await asked;
    await lab.seconds(30);
    expect(lab.world.disk.list(at(share)).length).toBeGreaterThan(files);
  });
});
