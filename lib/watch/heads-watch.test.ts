import { expect, test } from "vitest";
import { type ChainRecord, canonicalJson, nextRecord } from "#lib/domain/audit/chain.ts";
import { quickClock } from "#lib/engine/testing/quick-clock.ts";
import { makeHeadsWatch } from "./heads-watch.ts";

test("posts what is new, goes on after an outage without leaving one out, and says of the outage once", async () => {
  const records: ChainRecord[] = [];
  const say = () => records.push(nextRecord(records.at(-1) ?? null, canonicalJson({ n: records.length })));
  const outside: number[] = [];
  const noted: string[] = [];
  let isDown = false;
  let refused = 0;
  const clock = quickClock();
  const watch = makeHeadsWatch({
    clock,
    heads: async (after, limit) => records.slice(after, after + limit),
    post: {
      name: "share",
      post: async (heads) => {
        if (isDown) refused += 1;
        if (isDown) throw new Error("the share is away");
        outside.push(...heads.map((each) => each.number));
        return outside.at(-1) ?? 0;
      },
    },
    note: async (kind) => void noted.push(kind),
  });
  say();
  watch.start();
  await expect.poll(() => outside).toEqual([1]);
  isDown = true;
  say();
  await expect.poll(() => refused).toBeGreaterThan(2);
  say();
  isDown = false;
  await expect.poll(() => outside).toEqual([1, 2, 3]);
  await expect.poll(() => noted).toEqual(["heads-not-posted", "heads-posted-again"]);
  await watch.stop();
});

test("posts only the newest head where it stands for all before it, and none twice", async () => {
  const records: ChainRecord[] = [];
  const say = () => records.push(nextRecord(records.at(-1) ?? null, canonicalJson({ n: records.length })));
  for (let n = 1; n <= 450; n += 1) say();
  const outside: number[] = [];
  let asked = 0;
  const watch = makeHeadsWatch({
    clock: quickClock(),
    onlyNewest: true,
    heads: async (after, limit) => {
      asked += 1;
      return records.slice(after, after + limit);
    },
    post: { name: "mail", post: async (heads) => outside.push(...heads.map((h) => h.number)) && (outside.at(-1) ?? 0) },
    note: async () => undefined,
  });
  watch.start();
  await expect.poll(() => asked).toBeGreaterThan(8);
  expect(outside).toEqual([450]);
  await watch.stop();
});
