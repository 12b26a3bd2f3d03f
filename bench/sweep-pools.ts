// node --import tsx bench/sweep-pools.ts: what one to ten pools cost the console's process, each with a sweep of its own and servers
// that answer at once, over three minutes of a clock that is turned by hand. Goal: a pool of ten costs at most 1.3 times as much as one alone.
import { fakeClock, fakePorts, healthyServers, healthyShell, testPool } from "#lib/watch/fakes.ts";
import { makeSweep } from "#lib/watch/sweep.ts";
import { fakeStore } from "#lib/watch/testing/fake-store.ts";

const goal = 1.3;
const minutes = 3;

async function cpuMsOf(pools: number): Promise<number> {
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
  return (user + system) / 1_000;
}

await cpuMsOf(1);
const alone = await cpuMsOf(1);
const rows = [];
for (const pools of [1, 2, 5, 10]) rows.push({ pools, perPool: pools === 1 ? alone : (await cpuMsOf(pools)) / pools });
for (const { pools, perPool } of rows)
  console.log(
    JSON.stringify({
      name: `sweep of ${pools} pools, processor time a pool and minute`,
      value: Math.round((perPool / minutes) * 10) / 10,
      unit: "ms",
      goal: Math.round(((alone * goal) / minutes) * 10) / 10,
      ok: perPool <= alone * goal,
    }),
  );
process.exit(rows.every(({ perPool }) => perPool <= alone * goal) ? 0 : 1);
