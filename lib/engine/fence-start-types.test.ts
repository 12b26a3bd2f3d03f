import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startTypeBefore } from "#lib/domain/steps/failback/start-type.ts";
import { answering, type Bench, failoverBench } from "./testing/engine-bench.ts";
import { home, homeServer } from "./testing/fake-pool.ts";
import type { FakeServers } from "./testing/fake-servers.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

/** Home lives and serves; its chat service starts by hand only. */
const homeLives = (servers: FakeServers) => {
  for (const name of home) servers.reach.set(name, "up");
  servers.services.set(homeServer, "Running");
  servers.startTypes.set(homeServer, "Manual");
};
const startType = () => bench.servers.startTypes.get(homeServer);

test("a fenced home server does not start chat after a reboot, and the journal keeps for the failback how it did start", async () => {
  bench = await failoverBench(answering({ "point-of-no-return": "confirm" }), homeLives);
  bench.start();
  const events = await bench.ends();
  expect(events.at(-1)).toMatchObject({ outcome: "succeeded" });
  expect(startType()).toBe("Disabled");
  expect(startTypeBefore([events], { server: homeServer, service: "RTCCHAT" })).toBe("Manual");
});

test("gives the start-up type back when the fence is undone", async () => {
  bench = await failoverBench(answering({ "point-of-no-return": "abort", "undo-fence": "undo-fence" }), homeLives);
  const seen: (string | undefined)[] = [];
  bench.store.onAppend((e) => {
    if (e.kind === "act-intended" && e.actId === "fence-tail") seen.push(startType());
  });
  bench.start();
  await bench.ends();
  expect(seen).toEqual(["Disabled"]);
  expect(startType()).toBe("Manual");
});

test("a service that is stopped at home and would start after a reboot is switched off as well", async () => {
  bench = await failoverBench(answering({ "point-of-no-return": "confirm" }), (servers) => {
    homeLives(servers);
    servers.services.set(homeServer, "Stopped");
  });
  bench.start();
  await bench.ends();
  expect(startType()).toBe("Disabled");
});

test("leaves alone what somebody disabled before", async () => {
  bench = await failoverBench(answering({ "point-of-no-return": "confirm" }), (servers) => {
    homeLives(servers);
    servers.startTypes.set(homeServer, "Disabled");
  });
  bench.start();
  const events = await bench.ends();
  expect(events.some((e) => "actId" in e && e.actId.startsWith("start-type-off"))).toBe(false);
});
