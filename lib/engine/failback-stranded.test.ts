import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readFingerprint } from "#lib/domain/commands/failback-observations.ts";
import type { EvidencePort } from "#lib/domain/steps/step.ts";
import type { StrandedSettlement } from "#lib/domain/stranded/settlement.ts";
import { answer } from "./testing/engine-bench.ts";
import { type FailbackBench, failbackBench, failbackPerson } from "./testing/failback-bench.ts";
import { blank } from "./testing/failback-world.ts";
import { home } from "./testing/fake-pool.ts";

let bench: FailbackBench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

const run = { runId: "run-0", runLabel: "R-0001", at: "2026-11-21T04:00:00.000Z", person: "Anna Rossi" };
const ways = ["full-restore", "log-swap"] as const;

/** Starts the run with what the audit says about stranded messages, asked each time anew. */
function startWith(settled: () => Promise<readonly StrandedSettlement[]>) {
  const evidence: EvidencePort = {
    watermarks: async () => [],
    newestCapture: async () => null,
    stranded: settled,
    markers: async () => [],
  };
  bench.start("console:1", { deps: { evidence } });
}

async function exported(): Promise<StrandedSettlement> {
  const fingerprint = await readFingerprint(bench.ports.sql, home[0]);
  return {
    ...run,
    kind: "exported",
    instance: home[0],
    home: fingerprint,
    messages: 1,
    deletions: 0,
    file: "stranded-R-0001.txt",
    sha256: "ab".repeat(32),
    sizeBytes: 400,
  };
}

const waived = (over: Partial<StrandedSettlement> = {}): StrandedSettlement => ({
  ...run,
  kind: "waived",
  instance: null,
  home: null,
  messages: null,
  deletions: null,
  decidedBy: "Paolo Bianchi",
  reason: "test rooms only",
  ...(over as object),
});

const askedKinds = async () =>
  (await bench.events()).flatMap((e) => (e.kind === "decision-asked" ? [e.decision.kind] : []));

test.each(ways)(
  "asks nothing about stranded messages once they were exported and home is unchanged, by %s",
  async (way) => {
    bench = await failbackBench({ way });
    const settled = await exported();
    startWith(async () => [settled]);
    await bench.ends();
    expect(await askedKinds()).not.toContain("stranded-messages");
    expect(await askedKinds()).toContain("restore-over-home");
  },
);

test.each(ways)("asks although they were exported when home has taken a message since, by %s", async (way) => {
  bench = await failbackBench({ way, person: failbackPerson({ "stranded-messages": null }) });
  const settled = await exported();
  const copy = bench.servers.at.get(home[0])?.mgc;
  if (copy) Object.assign(copy, { messages: [...copy.messages, "late"] });
  startWith(async () => [settled]);
  const decision = await bench.asked("stranded-messages");
  expect(decision.facts).toMatchObject({ settled: "exported", but: "home's content is not what it was then" });
  expect(copy?.messages).toContain("late");
});

test.each(ways)("goes on without a waiver when they are exported while it asks, by %s", async (way) => {
  bench = await failbackBench({ way, person: failbackPerson({ "stranded-messages": null }) });
  let settled: readonly StrandedSettlement[] = [];
  startWith(async () => settled);
  const decision = await bench.asked("stranded-messages");
  expect(decision.choices.map((c) => c.id)).toEqual(["look-again", "waive", "abort"]);
  await answer(bench, decision, "look-again");
  const again = await bench.asked("stranded-messages", 2);
  settled = [await exported()];
  await answer(bench, again, "look-again");
  const events = await bench.ends();
  expect(events.at(-1)).toMatchObject({ outcome: "succeeded" });
  expect((await askedKinds()).filter((k) => k === "stranded-messages")).toHaveLength(2);
});

test("takes a waiver about nothing readable only while nothing opens", async () => {
  bench = await failbackBench({
    returned: (world) => {
      for (const name of home) {
        const at = world.at.get(name);
        if (at) at.mgc = blank({ state: "SUSPECT", messages: ["m1"] });
      }
    },
  });
  startWith(async () => [waived()]);
  await bench.ends();
  expect(await askedKinds()).not.toContain("stranded-messages");
});

test("does not take a waiver about nothing readable once home's copy opens", async () => {
  bench = await failbackBench({ person: failbackPerson({ "stranded-messages": null }) });
  startWith(async () => [waived()]);
  const decision = await bench.asked("stranded-messages");
  expect(decision.facts.settled).toBe("waived by Paolo Bianchi: test rooms only");
});
