import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RunApproval } from "#lib/domain/approval/run-approval.ts";
import { largerThan } from "#lib/domain/loss-manifest/larger-than.ts";
import { manifestHash, type PlannedManifest } from "#lib/domain/loss-manifest/planned-manifest.ts";
import { readManifest } from "#lib/domain/loss-manifest/read-manifest.ts";
import { answer, type Bench, careful, failoverBench, recovery, sentTexts } from "./testing/engine-bench.ts";
import { lsn, pool, target } from "./testing/fake-pool.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

const upTo = (n: number) => ({ lsn: lsn(n), file: `mgc_${n - 1}.trn`, finishDate: "2026-11-21T09:00:01" });
const signedLoss = (most: string | null, log: number): PlannedManifest => ({
  procedure: "failover",
  target,
  seenAt: "2026-11-21T10:00:00.000Z",
  messages: { fewest: "0", most, sampledAt: null, completeUpTo: null, perMinute: "2" },
  log: { upTo: upTo(log), leftOut: [], shareError: null },
});

/** A failover that somebody approved with this loss. */
const approved = (content: PlannedManifest) =>
  failoverBench(careful, undefined, (store) => {
    const manifest = { hash: manifestHash(content), content };
    const by = [{ person: "Anna Rossi", at: "2026-11-21T10:00:00.000Z", reason: "" }];
    const approval: RunApproval = { kind: "given", planHash: "hash", manifest, by };
    return {
      ...store,
      createRun: (run, first) => store.createRun(run, first.kind === "run-started" ? { ...first, approval } : first),
    };
  });
const kinds = async () => (await bench.events()).flatMap((e) => (e.kind === "decision-asked" ? [e.decision.kind] : []));

test("weighs the loss before the point of no return and goes on without a question when it is as signed", async () => {
  bench = await approved(signedLoss("9", 12));
  bench.start();
  await bench.ends();
  expect(await kinds()).toEqual(["point-of-no-return"]);
  const weighed = (await bench.events()).find((e) => e.kind === "act-succeeded" && e.actId === "weigh-loss:1");
  expect(weighed).toMatchObject({ result: { log: { upTo: { lsn: lsn(12) } }, messages: { fewest: "4" } } });
});

test.each([
  ["more messages are surely lost than the signature allows for", signedLoss("1", 12), "more messages are surely lost"],
  [
    "the log ends earlier than it did",
    signedLoss("9", 13),
    "how many are lost is not known any more, the log ends earlier",
  ],
])("asks before the point of no return when %s", async (_, signed, larger) => {
  bench = await approved(signed);
  bench.start();
  const asked = await bench.asked("loss-larger-than-signed");
  expect(asked.facts.larger).toBe(larger);
  expect(await kinds()).toEqual(["loss-larger-than-signed"]);
  expect(sentTexts(bench.servers)).not.toContain(recovery);
});

test("weighs it anew when a person looks again, and goes on only when one answers for it with a reason", async () => {
  bench = await approved(signedLoss("1", 12));
  bench.start();
  const first = await bench.asked("loss-larger-than-signed");
  expect(first.choices.find((c) => c.id === "accept-loss")?.needs).toContain("reason");
  await answer(bench, first, "look-again");
  const second = await bench.asked("loss-larger-than-signed", 2);
  await answer(bench, second, "accept-loss");
  await bench.ends();
  expect(await kinds()).toEqual(["loss-larger-than-signed", "loss-larger-than-signed", "point-of-no-return"]);
  const weighed = (await bench.events()).filter((e) => e.kind === "act-succeeded" && e.actId.startsWith("weigh-loss:"));
  expect(weighed).toHaveLength(2);
});

test("ends without anything irreversible when the larger loss is not accepted", async () => {
  bench = await approved(signedLoss("1", 12));
  bench.start();
  await answer(bench, await bench.asked("loss-larger-than-signed"), "abort");
  await bench.ends();
  expect(sentTexts(bench.servers)).not.toContain(recovery);
});

test("does not weigh where the policy asked nobody", async () => {
  bench = await failoverBench();
  bench.start();
  await bench.ends();
  expect(await kinds()).toEqual(["point-of-no-return"]);
  expect((await bench.events()).some((e) => "actId" in e && e.actId.startsWith("weigh-loss:"))).toBe(false);
});

test("lists by name what cannot be used, and reads how far the log reaches from the newest header that can be read", async () => {
  bench = await failoverBench();
  const { share, copyFolder } = bench.servers;
  const newest = share.get("mgc_11.trn");
  if (!newest) throw new Error("the share has no newest log backup");
  for (const folder of [share, copyFolder]) folder.clear();
  share.set("mgc_12.trn", { ...newest, name: "mgc_12.trn", isDamaged: true });
  share.set("mgc_13.wrk", { ...newest, name: "mgc_13.wrk" });
  share.set("mgc_11.trn", newest);
  const evidence = { watermarks: async () => [] };
  const about = { procedure: "failover", target, loss: null, appliesLog: true };
  const { log } = await readManifest({ pool, ports: bench.ports, evidence }, about);
  expect(log?.upTo).toEqual(upTo(12));
  expect(log?.leftOut.map((f) => f.file)).toEqual(["mgc_12.trn", "mgc_13.wrk"]);
});

test("lets the upper bound grow as the signature says, no further", () => {
  const later = (most: string, minutes: number): PlannedManifest => ({
    ...signedLoss(most, 12),
    seenAt: new Date(Date.parse("2026-11-21T10:00:00.000Z") + minutes * 60_000).toISOString(),
  });
  expect(largerThan(later("29", 10), signedLoss("9", 12))).toEqual([]);
  expect(largerThan(later("30", 10), signedLoss("9", 12))).toEqual(["most"]);
  expect(largerThan({ ...later("9", 1), messages: null }, { ...signedLoss("9", 12), messages: null })).toEqual([]);
  expect(largerThan(later("9", 1), { ...signedLoss("9", 12), messages: null })).toEqual(["not-known"]);
});
