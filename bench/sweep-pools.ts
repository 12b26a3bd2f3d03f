// node --import tsx bench/sweep-pools.ts [rounds]: what one to ten pools cost the console's process, each with a sweep of its own and
// servers that answer at once, over three minutes of a clock that is turned by hand. Rounds of all sizes take turns, and the median of
// each counts. Goal: a pool of ten costs at most 1.3 times as much processor time as one alone.
import { fakePorts, healthyServers, healthyShell, testPool } from "#lib/watch/fakes.ts";
import { makeSweep } from "#lib/watch/sweep.ts";
import { fakeClock } from "#lib/watch/testing/fake-clock.ts";
import { fakeStore } from "#lib/watch/testing/fake-store.ts";
import { atMost, say } from "./figure.ts";

const goal = 1.3;
const minutes = 3;
const sizes = [1, 2, 5, 10] as const;
const rounds = Number(process.argv[2] ?? 3);

/** Processor time of one pool in one minute, with this many pools. Milliseconds. */
async function msAPool(pools: number): Promise<number> {
  const clock = fakeClock();
  const sweeps = Array.from({ length: pools }, () =>
    makeSweep({
      pool: testPool,
      ports: fakePorts(clock, healthyServers(), healthyShell()),
      store: fakeStore(),
      publish: () => undefined,
    }),
  );
  for (const sweep of sweeps) sweep.start();
  await clock.advance(30_000);
  const before = process.cpuUsage();
  await clock.advance(minutes * 60_000);
  const { user, system } = process.cpuUsage(before);
  await Promise.all(sweeps.map((sweep) => sweep.stop()));
  return (user + system) / 1_000 / pools / minutes;
}

await msAPool(2);
const taken = new Map<number, number[]>(sizes.map((size) => [size, []]));
for (let round = 0; round < rounds; round += 1) for (const size of sizes) taken.get(size)?.push(await msAPool(size));
const median = (size: number) => [...(taken.get(size) ?? [])].sort((a, b) => a - b)[Math.floor((rounds - 1) / 2)] ?? 0;
const alone = median(1);
say({
  name: "one pool alone, processor time",
  value: alone,
  unit: "ms a minute",
  goal: "at most 600",
  ok: alone <= 600,
});
const met = sizes
  .slice(1)
  .map((size) => atMost(`a pool of ${size} over one alone, processor time`, median(size) / alone, goal, "times"));
process.exit(met.every(Boolean) ? 0 : 1);
