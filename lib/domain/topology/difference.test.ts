import { expect, test } from "vitest";
import { topologyDifference } from "./difference.ts";
import { exampleDraft } from "./example-fixture.ts";
import { poolSchema } from "./pool.ts";

const pool = poolSchema.parse(exampleDraft());

test("says value by value what differs, by an instance's name and not by its place in the list", () => {
  const [first, second] = pool.instances;
  if (first === undefined || second === undefined) throw new Error("the example has two instances");
  const after = {
    ...pool,
    instances: [second, { ...first, port: 14_330 }],
    activeInOther: ["pchat05.contoso.local"],
    sites: { ...pool.sites, other: "Genova" },
  };
  expect(topologyDifference(pool, after)).toEqual([
    { path: "sites.other", before: "Torino", after: "Genova" },
    { path: "instances[sqlmi01\\PCHAT].port", before: "1433", after: "14330" },
    { path: "activeInOther", before: null, after: "pchat05.contoso.local" },
  ]);
});

test("is empty for the same pool, and the whole pool for a new one", () => {
  expect(topologyDifference(pool, poolSchema.parse(exampleDraft()))).toEqual([]);
  expect(topologyDifference(null, pool)).toContainEqual({ path: "fqdn", before: null, after: pool.fqdn });
});
