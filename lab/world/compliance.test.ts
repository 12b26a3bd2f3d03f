import { expect, test } from "vitest";
import { failOverByHand, run, startWorld } from "./world-fixture.ts";

const backlog = "SELECT COUNT(*) FROM mgccomp.dbo.tblComplianceData WHERE cmplType <> 9";
const progress = "SELECT lastProcessedEntryID, activeServerID FROM mgccomp.dbo.tblComplianceState";

test("events are drained while an adapter runs, wait while none does, and stay where they were made", async () => {
  const lab = startWorld();
  const { homeA, homeB, otherA, world } = lab;
  await lab.seconds(20);
  expect((await run(homeA, backlog)).rows).toEqual([[0]]);
  expect(Number((await run(homeA, progress)).rows[0]?.[0])).toBeGreaterThan(20);
  for (const n of [1, 2, 3, 4])
    await world.lync.invoke("Stop-CsWindowsService", { ComputerName: `pchat0${n}.contoso.local`, Name: "RTCCOMP" });
  await lab.seconds(10);
  const waiting = Number((await run(homeA, backlog)).rows[0]?.[0]);
  expect(waiting).toBeGreaterThan(10);
  expect((await run(homeA, progress)).rows[0]?.[1]).toBe(-1);
  expect(homeB.database("mgccomp")?.compliance?.waiting.length).toBe(waiting);
  await failOverByHand(lab);
  expect((await run(otherA, backlog)).rows).toEqual([[0]]);
  expect((await run(otherA, progress)).rows[0]?.[1]).toBe(5);
  expect(world.truth().instances[homeA.name]?.compliance?.waiting).toBe(waiting);
  world.faults.add("compliance-stuck");
  await lab.seconds(5);
  expect(Number((await run(otherA, backlog)).rows[0]?.[0])).toBeGreaterThan(5);
  world.faults.delete("compliance-stuck");
  await lab.seconds(1);
  expect((await run(otherA, backlog)).rows).toEqual([[0]]);
});
