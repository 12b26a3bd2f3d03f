import fc from "fast-check";
import { expect, test } from "vitest";
import { historyFilter } from "#lib/domain/history-filter.ts";
import { historyAddress } from "./history-address.ts";

const read = (address: string) => historyFilter.parse(Object.fromEntries(new URL(address, "http://h").searchParams));

test("leads back to the same filter, whatever was typed", () => {
  const text = fc.string({ minLength: 1, maxLength: 200 }).filter((s) => s.trim() === s && s !== "");
  const filter = fc.record(
    {
      pool: fc.constant("second.contoso.local"),
      kind: fc.constantFrom("failover", "failback"),
      outcome: fc.constantFrom("succeeded", "open"),
      person: text,
      text,
      from: fc.constant("2026-11-01"),
      to: fc.constant("2026-11-30"),
      target: fc.constant("missed"),
      order: fc.constantFrom("newest", "oldest"),
      after: fc.constant("R-0031"),
    },
    { requiredKeys: ["order"] },
  );
  fc.assert(
    fc.property(filter, (given) => {
      const parsed = historyFilter.parse(given);
      expect(read(historyAddress(parsed))).toEqual(parsed);
    }),
    { numRuns: 100 },
  );
});

test("opens without what it does not understand", () => {
  expect(
    historyFilter.parse({ kind: "holiday", from: "yesterday", order: "size", after: "R-1; DROP", text: " " }),
  ).toEqual({
    order: "newest",
  });
});
