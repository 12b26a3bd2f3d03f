import { expect, test } from "vitest";
import { memoryStore } from "#lib/engine/testing/memory-store.ts";
import { quickClock } from "#lib/engine/testing/quick-clock.ts";
import { storeOfPool } from "./store-of-pool.ts";
import type { StoredPlan } from "./store-port.ts";

test("plans, runs and journals of another pool do not exist, also for who knows their ids", async () => {
  const store = memoryStore(quickClock());
  const ids: Record<string, string> = {};
  for (const poolFqdn of ["a.contoso.local", "b.contoso.local"]) {
    await store.savePlan({ id: `plan ${poolFqdn}`, poolFqdn } as StoredPlan);
    const run = { poolFqdn, procedure: "failover", planId: `plan ${poolFqdn}`, reason: "r", startedBy: "g" } as const;
    const first = { planId: run.planId, planHash: "h", procedure: "failover", reason: "r", person: "g" };
    ids[poolFqdn] = (await store.createRun(run, { kind: "run-started", ...first })).id;
  }
  const seen = async (poolFqdn: string) => {
    const of = storeOfPool(store, poolFqdn);
    const all = Object.entries(ids).map(async ([fqdn, id]) => [
      (await of.plan(`plan ${fqdn}`)) !== null,
      (await of.run(id)) !== null,
      (await of.events(id)).length,
    ]);
    return Promise.all(all);
  };
  const [all, nothing] = [
    [true, true, 1],
    [false, false, 0],
  ];
  expect(await seen("a.contoso.local")).toEqual([all, nothing]);
  expect(await seen("b.contoso.local")).toEqual([nothing, all]);
});
