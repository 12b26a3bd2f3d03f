import { buildSwitchoverPlan } from "#lib/domain/plan/switchover-plan.ts";
import { type Bench, failoverBench } from "#lib/engine/testing/engine-bench.ts";
import { home, homeServer, pool } from "#lib/engine/testing/fake-pool.ts";
import type { FakeServers } from "#lib/engine/testing/fake-servers.ts";
import { failoverNights } from "./failover-nights.ts";
import { failoverFaults } from "./failover-truth.ts";
import { writableWatch } from "./home.ts";
import { randomOf } from "./random.ts";
import { storyLog } from "./story-log.ts";
import { type Told, tell } from "./tell.ts";

const living = (servers: FakeServers) => {
  for (const name of home) servers.reach.set(name, "up");
  servers.services.set(homeServer, "Running");
};

/** One failover on a bad night, told by its seed. */
export async function tellFailover(seed: number): Promise<Told> {
  const random = randomOf(seed);
  const isLiving = random.chance(0.25);
  const bench: Bench = await failoverBench(() => null, isLiving ? living : undefined);
  return tellMove({
    seed,
    random,
    bench,
    story: isLiving ? "story failover, home lives" : "story failover, home is silent",
    mayLoseHome: false,
  });
}

/** One switchover on a bad night, in which home may be lost: then it goes on as in a disaster, or is called off. */
export async function tellSwitchover(seed: number): Promise<Told> {
  const serving = (servers: FakeServers) => {
    living(servers);
    servers.active = [homeServer];
  };
  const bench = await failoverBench(() => null, serving, undefined, buildSwitchoverPlan);
  return tellMove({ seed, random: randomOf(seed), bench, story: "story switchover", mayLoseHome: true });
}

type Move = Pick<Parameters<typeof tell>[0], "seed" | "random"> & {
  readonly bench: Bench;
  readonly story: string;
  readonly mayLoseHome: boolean;
};

function tellMove({ seed, random, bench, story, mayLoseHome }: Move): Promise<Told> {
  const { servers, clock } = bench;
  const log = storyLog(clock.now);
  log.happened(story);
  const instances = () =>
    new Map(
      [...servers.databases].map(([name, db]) => {
        const isSilent = (servers.reach.get(name) ?? "up") === "unreachable";
        return [name, { isWritable: db.state === "ONLINE" && !db.readOnly, isSilent }] as const;
      }),
    );
  const copies = writableWatch({ clock, log, instances });
  const nights = failoverNights({ servers, clock, random, log, changed: copies.changed, mayLoseHome });
  return tell({
    seed,
    bench,
    random,
    log,
    poolFqdn: pool.fqdn,
    nights,
    hear: copies.hear,
    lost: copies.lost,
    watch: copies.watch,
    faults: (events) => failoverFaults(bench, events, { lastAtHome: nights.lastAtHome(), changedAt: nights.changedAt }),
  });
}
