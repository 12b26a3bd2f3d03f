import { expect, test } from "vitest";
import { mgcOf, startWorld } from "./world-fixture.ts";

const share = { host: "sqlto01", path: "\\\\fsto01\\LogShip\\mgc" };
const copies = { host: "sqlto01", path: "D:\\LogShip\\mgc" };

type Lab = ReturnType<typeof startWorld>;
/** Status of the newest run of a job, by the beginning of its name. */
function lastStatus(instance: Lab["homeA"], begin: string): unknown {
  const job = instance.msdb("sysjobs").find((row) => String(row.name).startsWith(begin));
  return instance
    .msdb("sysjobhistory")
    .filter((row) => row.job_id === job?.job_id && row.step_id === 0)
    .at(-1)?.run_status;
}

test.each([
  ["backup", "LSBackup", "homeA", (lab: Lab) => lab.world.disk.list(share).length],
  ["copy", "LSCopy", "otherA", (lab: Lab) => lab.world.disk.list(copies).length],
  ["restore", "LSRestore", "otherA", (lab: Lab) => mgcOf(lab.otherA).redoStart],
] as const)(
  "a %s job that is green but idle succeeds run after run and ships nothing, until it is lifted",
  async (kind, name, side, shipped) => {
    const lab = startWorld();
    await lab.seconds(60);
    lab.world.faults.add(`job-green-but-idle:${kind}`);
    await lab.seconds(15);
    const before = shipped(lab);
    const runs = lab[side].msdb("sysjobhistory").length;
    await lab.seconds(60);
    expect(shipped(lab)).toBe(before);
    expect(lab[side].msdb("sysjobhistory").length).toBeGreaterThan(runs);
    expect(lastStatus(lab[side], name)).toBe(1);
    lab.world.faults.clear();
    await lab.seconds(90);
    expect(shipped(lab)).not.toBe(before);
  },
);
