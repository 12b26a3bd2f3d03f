import { foldRun } from "#lib/domain/run/fold-run.ts";
import { type FailbackBench, failbackBench } from "#lib/engine/testing/failback-bench.ts";
import { complianceReinstalled, fullyMirrored } from "#lib/engine/testing/failback-mirrored.ts";
import { instances } from "#lib/engine/testing/failback-world.ts";
import { home, pool } from "#lib/engine/testing/fake-pool.ts";
import { type Random, randomOf } from "./random.ts";
import { type StoryLog, storyLog } from "./story-log.ts";
import { type Told, tell } from "./tell.ts";

/** What the other site's copy holds when the failback begins: all of it must be at home afterwards. */
const served = ["m1", "m2", "n1", "n2"];

/** What goes wrong beside the wire where both sites answer. */
export function failbackNights(bench: FailbackBench, random: Random, log: StoryLog) {
  const { servers } = bench;
  const nights: Readonly<Record<string, () => void>> = {
    "instance silent": () => void servers.reach.set(random.pick(instances), "unreachable"),
    "instance refuses logins": () => void servers.reach.set(random.pick(instances), "refuses-login"),
    "target busy": () => {
      servers.busy += random.below(6);
    },
    "a session": () => {
      const session = {
        spid: 70 + random.below(20),
        program: "sqlcmd",
        host: "adminpc",
        loginTime: "2026-11-21T09:00:00",
      };
      servers.at.get(random.pick(instances))?.sessions.push(session);
    },
    "test message fails": () => {
      servers.testResult = "Failure";
    },
    "witness down": () => {
      servers.witness.up = false;
    },
  };
  const heal = () => {
    servers.reach.clear();
    servers.testResult = "Success";
    servers.witness.up = true;
  };
  return {
    strike: () => {
      const name = random.pick(Object.keys(nights));
      log.happened(`world ${name}`);
      nights[name]?.();
    },
    heal,
    restore: heal,
    stopHome: () => undefined,
  };
}

/** One failback on a bad night, told by its seed. */
export async function tellFailback(seed: number): Promise<Told> {
  const random = randomOf(seed);
  const way = random.pick(["full-restore", "log-swap"] as const);
  const isMirrored = random.chance(0.5);
  const bench = await failbackBench({
    way,
    person: () => null,
    order: random.pick(["state-first", "documented"] as const),
    ...(isMirrored ? { healthy: fullyMirrored, returned: complianceReinstalled } : {}),
  });
  const { servers, clock } = bench;
  const log = storyLog(clock.now);
  log.happened(`story failback, ${way}`);
  return tell({
    seed,
    bench,
    random,
    log,
    poolFqdn: pool.fqdn,
    nights: failbackNights(bench, random, log),
    hear: () => undefined,
    lost: () => undefined,
    watch: () => ({ dealtWith: () => undefined }),
    faults: (events) => {
      const run = foldRun(events);
      const isOverridden = run.overrides.some((o) => o.status === "used");
      const writable = isOverridden ? [] : servers.violations.map((v) => `two copies of mgc took writes: ${v}`);
      if (run.outcome !== "succeeded") return writable;
      const kept = servers.at.get(home[0])?.mgc;
      const lost = served.filter((m) => !kept?.messages.includes(m));
      return [
        ...writable,
        ...(kept?.state === "ONLINE" && !kept.readOnly
          ? []
          : [`it succeeded, and mgc on ${home[0]} is ${kept?.state}`]),
        ...(lost.length === 0 ? [] : [`it succeeded, and home lacks ${lost.join(", ")}`]),
      ];
    },
  });
}
