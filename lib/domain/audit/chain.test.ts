import fc from "fast-check";
import { expect, test } from "vitest";
import { type ChainRecord, canonicalJson, nextRecord, verifyChain } from "./chain.ts";

function chainOf(count: number): ChainRecord[] {
  const records: ChainRecord[] = [];
  for (let n = 0; n < count; n += 1) records.push(nextRecord(records.at(-1) ?? null, canonicalJson({ n })));
  return records;
}

test("writes the same text whatever the order of keys", () => {
  expect(canonicalJson({ b: 1, a: [true, null, { d: "ä", c: undefined }] })).toBe('{"a":[true,null,{"d":"ä"}],"b":1}');
});

test("reads back as the same value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 200 },
  );
});

test("refuses what JSON cannot hold", () => {
  expect(() => canonicalJson({ size: 1n })).toThrow("bigint");
  expect(() => canonicalJson(Number.NaN)).toThrow("number");
});

test("finds a chain whole", () => {
  const records = chainOf(5);
  expect(verifyChain(records, records.at(-1))).toMatchObject({ kind: "whole", count: 5 });
});

test("names the first wrong record when one byte differs", () => {
  const records = chainOf(9).map((r) => (r.number === 4 ? { ...r, body: r.body.replace("3", "7") } : r));
  expect(verifyChain(records)).toEqual({ kind: "broken", number: 4, reason: "hash" });
});

test("names the place where a record is missing", () => {
  const records = chainOf(9);
  expect(verifyChain(records.filter((r) => r.number !== 6))).toEqual({ kind: "broken", number: 6, reason: "gap" });
  expect(verifyChain(records.slice(0, 7), records.at(-1))).toEqual({ kind: "broken", number: 8, reason: "head" });
});
