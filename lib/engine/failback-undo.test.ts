import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type FailbackBench, failbackBench, failbackPerson } from "./testing/failback-bench.ts";
import { home, target as other } from "./testing/fake-pool.ts";

const benches: FailbackBench[] = [];
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await Promise.all(benches.splice(0).map((b) => b.stopAll()));
  vi.useRealTimers();
});

/** A failback that a person ends at the first point of no return and takes back; `facts`: what was said of that. */
async function takenBack(story: NonNullable<Parameters<typeof failbackBench>[0]> = {}) {
  const bench = await failbackBench({
    ...story,
    person: failbackPerson({ "restore-over-home": "abort", "undo-fence": "undo-fence" }),
  });
  benches.push(bench);
  const before = structuredClone(bench.servers.at.get(home[0])?.primary?.told);
  bench.start();
  const events = await bench.ends();
  const asked = events.find((e) => e.kind === "decision-asked" && e.decision.kind === "undo-fence");
  const facts = asked?.kind === "decision-asked" ? asked.decision.facts : {};
  return { bench, events, facts, before };
}

test("registers home's log shipping again as the capture had it, its job off, and names both commands", async () => {
  const { bench, facts, before } = await takenBack();
  const shipping = bench.servers.at.get(home[0])?.primary;
  expect(shipping?.told).toEqual(before);
  expect(shipping?.secondaries).toEqual([other]);
  const commands = Object.entries(facts).filter(([key]) => key.includes(`on ${home[0]}`));
  expect(commands.map(([, text]) => /sp_add_log_shipping_primary_(database|secondary)/.exec(text)?.[0])).toEqual([
    "sp_add_log_shipping_primary_database",
    "sp_add_log_shipping_primary_secondary",
  ]);
});

test("says of what it does not take back why, and what to send by hand", async () => {
  const { facts } = await takenBack();
  expect(facts["stays, mirroring-off:mgc"]).toMatch(
    /on sqlto01\\PCHAT stays without its mirror.*Install-CsMirrorDatabase.*-SqlServerFqdn/s,
  );
  expect(facts[`stays, home-primary-off:${home[1]}`]).toMatch(/sp_add_log_shipping_primary_database/);
  expect(facts[`stays, home-job-off:${home[0]}`]).toMatch(/stays off.*sp_update_job/);
  expect(facts[`stays, home-read-only:${home[0]}`]).toMatch(/rule 1/);
});

test("without a captured picture of home's log shipping the removal is not taken back, and the journal that keeps it is named", async () => {
  const { bench, facts } = await takenBack({
    capture: (whole) => {
      const key = `instance:${home[0]}`;
      const half = whole.halves[key] ?? { at: "", data: null };
      const { sections } = half.data as { readonly sections: Readonly<Record<string, unknown>> };
      const data = { sections: { ...sections, monitorPrimary: [] }, unread: {} };
      return { ...whole, halves: { ...whole.halves, [key]: { ...half, data } } };
    },
  });
  expect(bench.servers.at.get(home[0])?.primary).toBeNull();
  expect(facts[`stays, home-primary-off:${home[0]}`]).toMatch(/write-down/);
});
