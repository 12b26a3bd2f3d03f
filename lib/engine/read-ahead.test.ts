import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readAhead } from "#lib/domain/steps/read-ahead.ts";
import { type Bench, careful, failoverBench } from "./testing/engine-bench.ts";
import { logBackup } from "./testing/fake-pool.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

/** So many log backups that only the share has, each of a size, and an instance that refuses to apply the first one. */
async function refusedAtFirst(count: number, sizeBytes: bigint): Promise<void> {
  bench = await failoverBench(careful, (servers) => {
    servers.share.clear();
    servers.copyFolder.clear();
    for (let n = 8; n < 8 + count; n += 1) servers.share.set(`mgc_${n}.trn`, { ...logBackup(n), sizeBytes });
  });
  let left = 1;
  bench.servers.fate = (c) => (c.text.includes("RESTORE LOG") && left-- > 0 ? "refused" : "arrives");
  bench.start();
  await bench.asked("act-failed");
  await bench.pass(60_000);
}
const copied = () => bench.servers.sent.filter((c) => c.kind === "file").length;

/** The person has mended what refused. */
async function tryAgain(): Promise<void> {
  const { id } = await bench.asked("act-failed");
  await bench.says({
    kind: "decision-taken",
    decisionId: id,
    choice: "retry",
    person: "Giulia Ferri",
    reason: "mended",
    attestations: [],
  });
  await bench.ends();
}

test("copies so many log backups ahead of applying and no more, and goes on when applying does", async () => {
  const count = readAhead.files + 40;
  await refusedAtFirst(count, 4_096n);
  expect(copied()).toBeGreaterThanOrEqual(readAhead.files);
  expect(copied()).toBeLessThan(readAhead.files + 16);
  await tryAgain();
  expect(bench.servers.applied).toHaveLength(count);
});

test("copies so many bytes ahead of applying and no more", async () => {
  await refusedAtFirst(6, BigInt(readAhead.bytes / 2));
  expect(copied()).toBe(2);
  await tryAgain();
  expect(bench.servers.applied).toHaveLength(6);
});

test("never holds back the log backup that is to be applied next, however large", async () => {
  await refusedAtFirst(2, BigInt(readAhead.bytes) * 2n);
  expect(copied()).toBe(1);
  await tryAgain();
  expect(bench.servers.applied).toHaveLength(2);
});
