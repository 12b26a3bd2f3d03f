import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { logShippingSchema } from "#lib/domain/topology/log-shipping.ts";
import { type FailbackBench, failbackBench } from "./testing/failback-bench.ts";
import { home, target as other } from "./testing/fake-pool.ts";

const benches: FailbackBench[] = [];
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await Promise.all(benches.splice(0).map((b) => b.stopAll()));
  vi.useRealTimers();
});

type Story = NonNullable<Parameters<typeof failbackBench>[0]>;

async function blockedBy(story: Story): Promise<readonly string[]> {
  const bench = await failbackBench(story);
  benches.push(bench);
  return (await bench.store.plan("plan-1"))?.view.blocking ?? [];
}

test("blocks nothing when everything is there", async () => {
  expect(await blockedBy({})).toEqual([]);
});

test.each([
  ["home A does not answer", (n: string) => n === home[0], /does not answer.*Start SQL Server in Milano/s],
  ["nothing serves in the other site", (n: string) => n.startsWith("sqlto"), /nothing to bring home/],
] as const)("makes no plan and says what to do when %s", async (_, isDown, says) => {
  const story: Story = {
    returned: (world) => {
      for (const name of world.at.keys()) if (isDown(name)) world.reach.set(name, "unreachable");
    },
  };
  await expect(failbackBench(story)).rejects.toThrow(says);
});

test.each([
  [
    "the pool is not failed over",
    "pool-failed-over",
    { returned: (w: { poolState: string }) => void Object.assign(w, { poolState: "Normal" }) },
  ],
  [
    "the other site runs a newer SQL Server (3169)",
    "versions-equal",
    {
      returned: (w: { at: ReadonlyMap<string, object> }) =>
        void Object.assign(w.at.get(other) ?? {}, { version: "14.0.1000.1" }),
    },
  ],
  ["nobody ever took a capture", "capture-holds", { capture: () => null }],
] as const)("does not let a failback start when %s", async (_, check, story) => {
  expect(await blockedBy(story as Story)).toEqual([check]);
});

test("names what the capture lacks instead of making it up", async () => {
  const bench = await failbackBench({
    capture: (whole) => {
      const { [`instance:${other}`]: _left, ...halves } = whole.halves;
      return { ...whole, halves };
    },
  });
  benches.push(bench);
  expect(bench.plan.failback?.rebuild.missing).toEqual([`log shipping of ${other}`]);
  expect(bench.plan.failback?.rebuild.secondary).toBeNull();
});

test("compares both ways and leaves open what nobody has measured", async () => {
  const bench = await failbackBench({});
  benches.push(bench);
  const ways = (await bench.store.plan("plan-1"))?.view.ways ?? [];
  expect(ways.map((w) => [w.way, w.isRecommended, w.copies, w.bytes, w.otherGoneAfter])).toEqual([
    ["log-swap", true, 1, "1500000", null],
    ["full-restore", false, 2, "3000000", "reseed-other"],
  ]);
  expect(ways.every((w) => w.usersOut.most === null && w.total.most === null)).toBe(true);
});

test("recommends the printed page when the builds of SQL Server differ", async () => {
  const bench = await failbackBench({
    returned: (w) => void Object.assign(w.at.get(other) ?? {}, { version: "13.0.5000.0" }),
  });
  benches.push(bench);
  const ways = (await bench.store.plan("plan-1"))?.view.ways ?? [];
  expect(ways.find((w) => w.isRecommended)?.way).toBe("full-restore");
});

const shippingText = {
  monitor: "sqlmi01\\PCHAT",
  alert: true,
  historyMinutes: 5760,
  retentionMinutes: 4320,
} as const;
const said = {
  primaries: home.map((instance) => ({
    instance,
    ...shippingText,
    backupDirectory: "\\\\fsto01\\LogShip\\mgc",
    backupShare: "\\\\fsto01\\LogShip\\mgc",
    backupJob: "LSBackup_mgc",
    compression: 2,
    backupThresholdMinutes: 60,
    backupEveryMinutes: 15,
  })),
  secondary: {
    instance: other,
    ...shippingText,
    primaryServer: home[0],
    sourceDirectory: "\\\\fsto01\\LogShip\\mgc",
    destinationDirectory: "D:\\LogShip\\mgc",
    copyJob: "LSCopy_sqlmi01_mgc",
    restoreJob: "LSRestore_sqlmi01_mgc",
    restoreDelayMinutes: 0,
    restoreThresholdMinutes: 45,
    copyEveryMinutes: 15,
    restoreEveryMinutes: 15,
    restoreAll: true,
    standby: false,
    disconnectUsers: false,
  },
  database: {
    owner: "CONTOSO\\sqladmin",
    trustworthy: false,
    chaining: true,
    mirrored: true,
    safety: "FULL" as const,
    witness: "none",
    complianceMirrored: false,
  },
};

test("takes the pool file's word for what nobody captured, says so, and ends with log shipping set up", async () => {
  const bench = await failbackBench({
    capture: () => null,
    pool: { logShipping: logShippingSchema.parse(said), activeInHome: ["pchat01.contoso.local"] },
  });
  benches.push(bench);
  const view = (await bench.store.plan("plan-1"))?.view;
  expect(view?.blocking).toEqual([]);
  const found = view?.findings.find((f) => f.checkId === "capture-holds");
  expect(found).toMatchObject({ verdict: "warn", facts: { missing: "nothing" } });
  expect(found?.facts.poolFile).toBe(
    `log shipping of ${home[0]}, log shipping of ${home[1]}, log shipping of ${other}, owner, options and mirroring of mgc on ${home[0]}, the list of active servers`,
  );
  bench.start();
  const events = await bench.ends();
  expect(events.at(-1)).toMatchObject({ outcome: "succeeded" });
  expect(bench.servers.at.get(other)?.secondary?.told).toMatchObject({
    copyJob: said.secondary.copyJob,
    alert: "14421",
  });
});

test("prefers what was captured to what the pool file says", async () => {
  const database = { owner: "CONTOSO\\somebody", trustworthy: true, chaining: false, mirrored: false };
  const bench = await failbackBench({ pool: { logShipping: logShippingSchema.parse({ ...said, database }) } });
  benches.push(bench);
  expect(bench.plan.failback?.rebuild).toMatchObject({ owner: "CONTOSO\\sqladmin", trustworthy: false, given: [] });
});

test("refuses a part of log shipping that the pool file gives only half", () => {
  const { copyJob: _, ...half } = said.secondary;
  expect(logShippingSchema.safeParse({ secondary: half }).success).toBe(false);
});
