import { buildDrillPlan } from "#lib/domain/plan/drill-plan.ts";
import { buildMirrorFailoverPlan } from "#lib/domain/plan/mirror-failover-plan.ts";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { backedUpAtHome } from "#lib/engine/testing/drill-backups.ts";
import { type FailbackBench, failbackBench } from "#lib/engine/testing/failback-bench.ts";
import { instanceOf, writableSides } from "#lib/engine/testing/failback-world.ts";
import { home, target as other, pool } from "#lib/engine/testing/fake-pool.ts";
import { randomOf } from "./random.ts";
import { storyLog } from "./story-log.ts";
import { type Told, tell } from "./tell.ts";
import { failbackNights } from "./tell-failback.ts";

/** One mirror failover at home on a bad night: whatever becomes of it, one instance of home serves. */
export async function tellMirrorFailover(seed: number): Promise<Told> {
  const bench = await failbackBench({ isHealthy: true, person: () => null, build: buildMirrorFailoverPlan });
  return tellAtHome(seed, bench, (events) => {
    const writable = writableSides(bench.servers);
    const { outcome } = foldRun(events);
    const took = instanceOf(bench.servers, home[1]).mgc?.role === "PRINCIPAL";
    return [
      ...(writable.length === 1 ? [] : [`writable are ${writable.join(", ") || "none"}`]),
      ...(outcome === "succeeded" && !took ? [`it succeeded, and ${home[1]} did not take over`] : []),
    ];
  });
}

/** One harmless drill on a bad night: the copies that count are as they were, and what it made is gone, or the run says that it is not. */
export async function tellDrill(seed: number): Promise<Told> {
  const bench = await failbackBench({
    isHealthy: true,
    person: () => null,
    healthy: backedUpAtHome,
    build: buildDrillPlan,
  });
  return tellAtHome(seed, bench, (events) => {
    const writable = writableSides(bench.servers);
    const { mgc, drill } = instanceOf(bench.servers, other);
    const end = events.findLast((e) => e.kind === "run-finished");
    const says = end?.kind === "run-finished" ? end.detail : "";
    const isSaid = says.includes("drill-left-behind");
    return [
      ...(writable.join() === home[0] ? [] : [`writable are ${writable.join(", ") || "none"}`]),
      ...(mgc?.state === "RESTORING" ? [] : [`mgc on ${other} is ${mgc?.state}`]),
      ...(drill === null || isSaid ? [] : [`the drill's copy is left, and the run says "${says}"`]),
    ];
  });
}

function tellAtHome(
  seed: number,
  bench: FailbackBench,
  faults: (events: readonly RunEvent[]) => readonly string[],
): Promise<Told> {
  const random = randomOf(seed);
  const log = storyLog(bench.clock.now);
  log.happened(`story ${bench.plan.procedure}`);
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
    faults: (events) => [
      ...bench.servers.violations.map((v) => `two copies of mgc took writes: ${v}`),
      ...faults(events),
    ],
  });
}
