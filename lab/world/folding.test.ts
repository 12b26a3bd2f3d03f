import { expect, test } from "vitest";
import { packed } from "./folding.ts";
import { failOverByHand, mgcOf, startWorld } from "./world-fixture.ts";

/** What messages take up: in the world's list and in every copy. */
const size = ({ world }: ReturnType<typeof startWorld>): number =>
  JSON.stringify([
    packed(world.messages).kept,
    world.folded,
    [...world.instances.values()].map((instance) => instance.database("mgc")?.content),
  ]).length;

async function minutes(lab: ReturnType<typeof startWorld>, count: number): Promise<void> {
  for (let step = 0; step < count * 12; step += 1) await lab.world.tick(lab.clock.advance(5000));
}

test("traffic leaves a world of the same size, and no message is lost from the sums", async () => {
  const lab = startWorld();
  lab.world.foldLimits = { kept: 1000, keptAtMost: 6000, every: 300 };
  await minutes(lab, 15);
  const early = size(lab);
  const before = lab.world.truth();
  await minutes(lab, 15);
  const late = lab.world.truth();
  expect(size(lab) / early).toBeLessThan(1.2);
  expect(late.accepted - before.accepted).toBe(15 * 120);
  expect(late).toMatchObject({ lost: 0, held: late.accepted });
  expect(late.instances[lab.homeA.name]?.content).toEqual(late.instances[lab.homeB.name]?.content);
  expect(late.instances[lab.homeA.name]?.messageCount).toBe(late.accepted);
  expect(
    Object.values(late.instances[lab.homeA.name]?.content?.ids ?? {}).every(({ ranges }) => /^1-\d+$/.test(ranges)),
  ).toBe(true);
  expect(Object.keys(lab.world.messages).length).toBeLessThan(1_600);
  await failOverByHand(lab);
  const lost = lab.world.truth().lost ?? 0;
  expect(lost).toBeGreaterThan(0);
  expect(lost).toBeLessThan(200);
  expect(mgcOf(lab.otherA).content.folded).toBeDefined();
  lab.world.siteUp.home = true;
  lab.world.faults.add("replicas-stale");
  await lab.seconds(5);
  expect(lab.world.truth().stranded?.total).toBeGreaterThanOrEqual(lost);
}, 60_000);
