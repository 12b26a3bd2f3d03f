import { mgcOf } from "#lab/world/world-fixture.ts";
import { storyFaults, type Tally } from "./catalog.ts";
import { failBack, returnHome } from "./failback.ts";
import { loseHome, takeOver } from "./failover.ts";
import { Teller } from "./teller.ts";

const wantedFiles = 20;
/** These must be over before somebody can take over at all; the others may stay on. */
const inTheWay =
  /^(share-|instance-stopped|disk-full|job-never|job-green-but-idle:backup|mirroring-split|compliance|recovering|paused|refusing|database-refused|agent-stopped|endpoint-stopped|replicas-stale)/;

export type Told = {
  readonly tally: Tally;
  readonly lines: readonly string[];
  readonly logFiles: number;
  readonly lost: number;
};

const logFiles = ({ lab }: Teller): number =>
  [lab.homeA, lab.homeB].reduce(
    (sum, home) => sum + home.msdb("backupset").filter((set) => set.type === "L" && set.database_name === "mgc").length,
    0,
  );

/** One failover and failback with faults, all of it by the seed. Throws StoryError where a promise is broken. */
export async function tellStory(seed: number): Promise<Told> {
  const teller = new Teller(seed);
  const { world, homeA, otherA } = teller.lab;
  teller.look();
  const faults = [storyFaults[seed % storyFaults.length] ?? "share-gone", teller.random.oneOf(storyFaults)];
  await teller.seconds(30 + teller.random.below(60));
  for (const fault of new Set(faults)) {
    teller.count("fault", fault);
    world.faults.add(fault);
    await teller.seconds(10 + teller.random.below(40));
    if (inTheWay.test(fault)) world.faults.delete(fault);
  }
  for (let tries = 0; logFiles(teller) < wantedFiles + 2 && tries < 60; tries += 1) await teller.seconds(20);
  const files = logFiles(teller);
  teller.expect(files >= wantedFiles, `only ${files} log backups were taken`);
  const how = await loseHome(teller);
  world.faults.delete("job-disabled");
  await takeOver(teller);
  await teller.seconds(30 + teller.random.below(30));
  const away = world.truth();
  teller.expect(away.writable.includes(otherA.name), "nothing serves after the failover");
  teller.expect((away.lost ?? -1) >= 0 && away.accepted >= away.held, "the loss does not add up");
  await returnHome(teller, how !== "tail-backup");
  await failBack(teller);
  await teller.seconds(20);
  const truth = world.truth();
  teller.expect(truth.writable.join() === homeA.name, `writable at the end: ${truth.writable.join()}`);
  teller.expect(mgcOf(homeA).mirroring?.state === "SYNCHRONIZED", "home is not mirrored at the end");
  teller.expect(teller.withoutHoles(homeA), "home has holes at the end");
  teller.expect(truth.lost === truth.accepted - truth.held, "the loss does not add up at the end");
  return { tally: teller.tally, lines: teller.lines, logFiles: files, lost: truth.lost ?? -1 };
}
