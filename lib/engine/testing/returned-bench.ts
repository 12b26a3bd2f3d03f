import { buildFenceReturnedPlan } from "#lib/domain/plan/fence-returned-plan.ts";
import type { Ports } from "#lib/domain/ports.ts";
import { type Bench, benchOf, type Person } from "./engine-bench.ts";
import { home, homeServer, pool, target } from "./fake-pool.ts";
import { type FakeServers, fakeServers } from "./fake-servers.ts";
import { memoryStore } from "./memory-store.ts";
import { quickClock } from "./quick-clock.ts";
import { saveAndStart } from "./started-run.ts";

const evidence = {
  watermarks: async () => [],
  newestCapture: async () => null,
  stranded: async () => [],
  markers: async () => [],
};

/** The pool is failed over and home has come back as it was. */
export function homeCameBack(arrange: (servers: FakeServers) => void = () => undefined) {
  const clock = quickClock();
  const servers = fakeServers(clock);
  Object.assign(servers.databases.get(target) ?? {}, { state: "ONLINE", redo: null });
  servers.poolState = "FailedOver";
  for (const name of home) servers.reach.set(name, "up");
  servers.services.set(homeServer, "Running");
  arrange(servers);
  const { sql, shell, files, net } = servers;
  const ports: Ports = { sql, shell, files, net, clock, ids: { newId: () => "id-1" } };
  const looks = { planId: "plan-1", pool, ports, evidence, capture: null, earlierRuns: [], answers: [], openRun: null };
  return { clock, servers, ports, plan: () => buildFenceReturnedPlan({ ...looks, order: "users-first" }) };
}

/** A planned and started fence of a home that came back. */
export async function fencedBench(person: Person, arrange?: (servers: FakeServers) => void): Promise<Bench> {
  const { clock, servers, ports, plan } = homeCameBack(arrange);
  const store = memoryStore(clock);
  const started = { ...(await saveAndStart(ports, store, await plan())), evidence };
  return benchOf({ clock, servers, store, ports, person, started });
}
