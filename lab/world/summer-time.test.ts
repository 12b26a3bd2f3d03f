import { expect, test } from "vitest";
import { mgcOf, run, startWorld } from "./world-fixture.ts";

type Lab = ReturnType<typeof startWorld>;
const share = { host: "sqlto01", path: "\\\\fsto01\\LogShip\\mgc" };

const hoursAhead = async (instance: Lab["homeA"]) =>
  (await run(instance, "SELECT DATEDIFF(minute, GETUTCDATE(), GETDATE()) AS m")).rows[0]?.[0];
const logBackups = (lab: Lab): readonly string[] => lab.world.disk.list(share).map(({ name }) => name);

test("in spring every wall clock jumps an hour ahead, and log shipping goes on in the order of its UTC names", async () => {
  const lab = startWorld();
  await lab.seconds(60);
  const before = logBackups(lab).length;
  lab.world.faults.add("summer-time");
  for (const instance of [lab.homeA, lab.homeB, lab.otherA, lab.otherB]) expect(await hoursAhead(instance)).toBe(120);
  await lab.seconds(120);
  expect(logBackups(lab).length).toBeGreaterThan(before);
  expect(mgcOf(lab.homeA).end - mgcOf(lab.otherA).end).toBeLessThan(200);
});

test("in autumn an hour comes twice: the jobs wait until the clock is where it was, and then go on", async () => {
  const lab = startWorld();
  lab.world.faults.add("summer-time");
  await lab.seconds(120);
  lab.world.faults.clear();
  expect(await hoursAhead(lab.homeA)).toBe(60);
  await lab.seconds(5);
  const before = logBackups(lab).length;
  await lab.seconds(120);
  expect(logBackups(lab).length).toBe(before);
  await lab.seconds(3600);
  expect(logBackups(lab).length).toBeGreaterThan(before);
  await lab.seconds(60);
  expect(mgcOf(lab.homeA).end - mgcOf(lab.otherA).end).toBeLessThan(200);
});
