import { buildSwitchoverPlan } from "#lib/domain/plan/switchover-plan.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { type Bench, failoverBench } from "#lib/engine/testing/engine-bench.ts";
import { failoverPicture } from "#lib/engine/testing/failover-picture.ts";
import { home, homeServer, target } from "#lib/engine/testing/fake-pool.ts";
import type { FakeServers } from "#lib/engine/testing/fake-servers.ts";
import { writableCopies } from "#lib/engine/testing/fake-sql.ts";
import { fencedBench } from "#lib/engine/testing/returned-bench.ts";
import { failoverFaults } from "#lib/engine/testing/stories/failover-truth.ts";
import { persevering } from "./persevering.ts";
import { wholeRun } from "./whole-run.ts";

const withSession = (servers: FakeServers) => {
  servers.sessions = [{ spid: 77, program: "sqlcmd", host: "adminpc", loginTime: "2026-11-21T09:00:00" }];
};
/** Home serves. */
export const homeLives = (servers: FakeServers) => {
  for (const name of home) servers.reach.set(name, "up");
  servers.services.set(homeServer, "Running");
  servers.active = [homeServer];
};
const livingWithSession = (servers: FakeServers) => {
  homeLives(servers);
  withSession(servers);
};
const calledOff = persevering({ "point-of-no-return": "abort", "undo-fence": "undo-fence" });

const onlyWritable = (bench: Bench, wanted: string) => {
  const found = writableCopies(bench.servers).filter((name) => bench.servers.reach.get(name) !== "unreachable");
  return found.join() === wanted ? [] : [`writable are ${found.join(", ") || "none"}, not ${wanted}`];
};
const moved = (bench: Bench, events: readonly RunEvent[]) => [
  ...onlyWritable(bench, target),
  ...failoverFaults(bench, events, { lastAtHome: 1_006, changedAt: new Map() }),
];
const stayed = (bench: Bench) => [
  ...onlyWritable(bench, home[0]),
  ...(bench.servers.services.get(homeServer) === "Running" ? [] : ["home's chat server does not run again"]),
  ...(bench.servers.active.join() === homeServer ? [] : [`active are ${bench.servers.active.join(", ")}`]),
];

/** Failovers of a silent and of a living home, switchovers, both called off after the fence, and the fence of a home that came back. */
export const failoverRuns = [
  wholeRun({
    name: "failover, home is silent",
    make: (nobody) => failoverBench(nobody, withSession),
    picture: failoverPicture,
    untrue: moved,
  }),
  wholeRun({
    name: "failover, home lives",
    make: (nobody) => failoverBench(nobody, livingWithSession),
    picture: failoverPicture,
    untrue: moved,
  }),
  wholeRun({
    name: "failover called off, its fence undone",
    ends: "aborted",
    person: calledOff,
    make: (nobody) => failoverBench(nobody, homeLives),
    picture: failoverPicture,
    untrue: stayed,
  }),
  wholeRun({
    name: "switchover",
    make: (nobody) => failoverBench(nobody, livingWithSession, undefined, buildSwitchoverPlan),
    picture: failoverPicture,
    untrue: moved,
  }),
  wholeRun({
    name: "switchover called off, its fence undone",
    ends: "aborted",
    person: calledOff,
    make: (nobody) => failoverBench(nobody, homeLives, undefined, buildSwitchoverPlan),
    picture: failoverPicture,
    untrue: stayed,
  }),
  wholeRun({
    name: "fence of a home that came back",
    make: (nobody) => fencedBench(nobody, withSession),
    picture: failoverPicture,
    untrue: (bench) => [
      ...onlyWritable(bench, target),
      ...(bench.servers.services.get(homeServer) === "Stopped" ? [] : ["home's chat server still runs"]),
    ],
  }),
];
