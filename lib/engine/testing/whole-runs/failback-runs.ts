import { buildDrillPlan } from "#lib/domain/plan/drill-plan.ts";
import { buildMirrorFailoverPlan } from "#lib/domain/plan/mirror-failover-plan.ts";
import { buildReProtectPlan } from "#lib/domain/plan/re-protect-plan.ts";
import { backedUpAtHome } from "#lib/engine/testing/drill-backups.ts";
import { type FailbackBench, failbackBench } from "#lib/engine/testing/failback-bench.ts";
import { endedEarly } from "#lib/engine/testing/failback-ended-early.ts";
import { complianceReinstalled, fullyMirrored } from "#lib/engine/testing/failback-mirrored.ts";
import { failbackPicture } from "#lib/engine/testing/failback-picture.ts";
import { type FailbackWorld, instanceOf, writableSides } from "#lib/engine/testing/failback-world.ts";
import { home, target as other } from "#lib/engine/testing/fake-pool.ts";
import { type WholeRun, wholeRun } from "./whole-run.ts";

const someoneAt = (world: FailbackWorld, instance: string) =>
  void instanceOf(world, instance).sessions.push({
    spid: 77,
    program: "sqlcmd",
    host: "adminpc",
    loginTime: "2026-11-21T09:00:00",
  });
const returned = (world: FailbackWorld) => {
  complianceReinstalled(world);
  someoneAt(world, home[0]);
};
const writableAt =
  (wanted: string) =>
  ({ servers }: FailbackBench): readonly string[] => {
    const found = writableSides(servers).join();
    return [
      ...(found === wanted ? [] : [`writable are ${found || "none"}, not ${wanted}`]),
      ...servers.violations.map((v) => `two copies took writes: ${v}`),
    ];
  };
const holds =
  (...messages: readonly string[]) =>
  (bench: FailbackBench): readonly string[] => {
    const kept = instanceOf(bench.servers, home[0]).mgc?.messages ?? [];
    const lost = messages.filter((m) => !kept.includes(m));
    return [...writableAt(home[0])(bench), ...(lost.length === 0 ? [] : [`home lacks ${lost.join(", ")}`])];
  };
const failback = (way: "full-restore" | "log-swap") =>
  wholeRun({
    name: `failback by ${way}`,
    make: (person) => failbackBench({ way, person, healthy: fullyMirrored, returned }),
    picture: failbackPicture,
    untrue: holds("m1", "m2", "n1", "n2"),
  });
const leftOver = ({ servers }: FailbackBench) =>
  instanceOf(servers, other).drill === null ? [] : ["the drill's copy is still there"];
const drillBench = (person: () => null) =>
  failbackBench({ isHealthy: true, person, healthy: backedUpAtHome, build: buildDrillPlan });
/** Somebody calls it off as soon as its copy is open. */
async function drillCalledOff(person: () => null): Promise<FailbackBench> {
  const bench = await drillBench(person);
  bench.store.onAppend((e) => {
    if (e.kind === "step-entered" && e.stepId === "drill-check")
      void bench.says({ kind: "abort-requested", person: "Giulia Ferri", reason: "no time" });
  });
  return bench;
}

/** Failbacks both ways, protection made anew, the mirror failover and the harmless drill. */
export const failbackRuns: readonly WholeRun[] = [
  failback("full-restore"),
  failback("log-swap"),
  wholeRun({
    name: "protection made anew",
    make: (person) => failbackBench({ person, returned: endedEarly, build: buildReProtectPlan }),
    picture: failbackPicture,
    untrue: holds("m1", "m2", "n1", "n2", "n3"),
  }),
  wholeRun({
    name: "mirror failover",
    make: (person) => failbackBench({ isHealthy: true, person, build: buildMirrorFailoverPlan }),
    picture: failbackPicture,
    untrue: writableAt(home[1]),
  }),
  wholeRun({
    name: "harmless drill",
    make: drillBench,
    picture: failbackPicture,
    untrue: (bench) => [...writableAt(home[0])(bench), ...leftOver(bench)],
  }),
  wholeRun({
    name: "harmless drill called off",
    ends: "aborted",
    make: drillCalledOff,
    picture: failbackPicture,
    untrue: (bench) => [...writableAt(home[0])(bench), ...leftOver(bench)],
  }),
];
