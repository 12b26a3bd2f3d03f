import { expect, test } from "vitest";
import { mgcOf, run, startWorld } from "./world-fixture.ts";

type Lab = ReturnType<typeof startWorld>;

/** What sp_dbmmonitorresults says: KB not sent, KB not redone. */
async function queues(instance: Lab["homeA"]): Promise<{ readonly unsent: number; readonly unrestored: number }> {
  const { columns, rows } = await run(instance, "EXEC msdb.sys.sp_dbmmonitorresults N'mgc', 0, 0", "msdb");
  const value = (name: string) => Number(rows[0]?.[columns[0]?.indexOf(name) ?? -1]);
  return { unsent: value("unsent_log"), unrestored: value("unrestored_log") };
}

test("the redo queue grows while redo lags and shrinks to nothing when it is lifted", async () => {
  const lab = startWorld();
  await lab.seconds(10);
  expect(await queues(lab.homeA)).toEqual({ unsent: 0, unrestored: 0 });
  lab.world.faults.add(`mirror-redo-lags:${lab.homeB.name}`);
  await lab.seconds(20);
  const early = await queues(lab.homeA);
  await lab.seconds(40);
  const late = await queues(lab.homeB);
  expect(early.unrestored).toBeGreaterThan(10);
  expect(late.unrestored).toBeGreaterThan(early.unrestored);
  expect([early.unsent, mgcOf(lab.homeA).mirroring?.state]).toEqual([0, "SYNCHRONIZED"]);
  lab.world.faults.clear();
  await lab.seconds(1);
  const shrinking = await queues(lab.homeA);
  expect(shrinking.unrestored).toBeLessThan(late.unrestored);
  expect(shrinking.unrestored).toBeGreaterThan(0);
  await lab.seconds(10);
  expect(await queues(lab.homeA)).toEqual({ unsent: 0, unrestored: 0 });
});

test("the send queue grows while mirroring is suspended and is gone when it has caught up", async () => {
  const lab = startWorld();
  await lab.seconds(10);
  await run(lab.homeA, "ALTER DATABASE mgc SET PARTNER SUSPEND");
  await lab.seconds(20);
  const early = (await queues(lab.homeA)).unsent;
  await lab.seconds(20);
  expect(early).toBeGreaterThan(10);
  expect((await queues(lab.homeA)).unsent).toBeGreaterThan(early);
  await run(lab.homeA, "ALTER DATABASE mgc SET PARTNER RESUME");
  await lab.seconds(10);
  expect(await queues(lab.homeA)).toEqual({ unsent: 0, unrestored: 0 });
});

test("a mirror whose redo is behind opens only when it has redone what it took, with nothing lost", async () => {
  const lab = startWorld();
  await lab.seconds(10);
  lab.world.faults.add(`mirror-redo-lags:${lab.homeB.name}`);
  await lab.seconds(120);
  const end = mgcOf(lab.homeA).end;
  expect((await run(lab.homeA, "ALTER DATABASE mgc SET PARTNER FAILOVER")).errors).toEqual([]);
  expect(mgcOf(lab.homeB).state).toBe("RECOVERING");
  await lab.seconds(1);
  expect((await run(lab.homeB, "SELECT COUNT(*) FROM mgc.dbo.tblChat")).errors).toEqual([922]);
  expect(lab.world.truth().writable).toEqual([]);
  await lab.seconds(15);
  expect([mgcOf(lab.homeB).state, lab.world.truth().writable]).toEqual(["ONLINE", [lab.homeB.name]]);
  expect(mgcOf(lab.homeB).end).toBeGreaterThanOrEqual(end);
  expect(lab.world.truth().lost).toBe(0);
});
