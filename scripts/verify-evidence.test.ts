import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bundleText } from "#lib/domain/audit/bundle.ts";
import { type ChainRecord, canonicalJson, nextRecord } from "#lib/domain/audit/chain.ts";
import { verifyEvidence } from "./verify-evidence.mjs";

const pinned = canonicalJson({ id: "plan-1", steps: [] });
const view = canonicalJson({ targets: { recoveryTimeSeconds: 1_800 }, blocking: [] });
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hash = sha256(pinned);
const at = (n: number) => new Date(Date.parse("2026-11-21T10:00:00Z") + n * 1_000).toISOString();

function journal(count: number): readonly ChainRecord[] {
  const records: ChainRecord[] = [];
  for (let number = 1; number <= count; number += 1) {
    const said = number === 1 ? { kind: "run-started", planHash: hash, viewHash: sha256(view) } : { kind: "paused" };
    const body = canonicalJson({ v: 1, runId: "run-1", number, at: at(number), ...said });
    records.push(nextRecord(records.at(-1) ?? null, body));
  }
  return records;
}

const size = 12;
const records = journal(size);
const seal = nextRecord(
  null,
  canonicalJson({
    number: 1,
    at: at(99),
    data: { heads: [{ stream: "run:run-1", number: size, hash: records.at(-1)?.hash }] },
  }),
);
const whole = bundleText({
  run: { id: "run-1", label: "R-0001", poolFqdn: "pool" },
  createdAt: at(100),
  createdBy: "Anna Rossi",
  plan: { id: "plan-1", hash, pinned, view },
  records,
  seals: [seal],
});
/** Manifest and plan stand before the first record. */
const before = 2;
const lines = whole.split("\n");
const nth = fc.integer({ min: 1, max: size });
const changed = (work: (copy: string[]) => void) => {
  const copy = [...lines];
  work(copy);
  return verifyEvidence(copy.join("\n"));
};
const named = (n: number) => ({ whole: false, where: `record ${n}` });

test("finds a bundle whole that nobody touched", () => {
  expect(verifyEvidence(whole)).toEqual({
    whole: true,
    records: size,
    head: records.at(-1)?.hash,
    seals: 1,
    signers: ["nobody"],
  });
});

test("finds every single byte that was flipped, and names the record when it lies in one", () => {
  const bytes = Buffer.from(whole);
  const ends = lines.map((_, i) => Buffer.byteLength(`${lines.slice(0, i + 1).join("\n")}\n`));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 1, max: 127 }), (place, by) => {
      const copy = Buffer.from(bytes);
      copy[place] = (copy[place] ?? 0) ^ by;
      const verdict = verifyEvidence(copy.toString("latin1"));
      expect(verdict.whole).toBe(false);
      const n = ends.findIndex((end) => place < end) - before + 1;
      const isInside = n >= 1 && n <= size && place < (ends[n + before - 1] ?? 0) - 1;
      if (isInside) expect(verdict.where).toBe(`record ${n}`);
    }),
    { numRuns: 2_000 },
  );
});

test("names the record that was dropped, whichever it is", () => {
  fc.assert(
    fc.property(nth, (n) => {
      expect(changed((copy) => copy.splice(before + n - 1, 1))).toMatchObject(named(n));
    }),
  );
});

test("names the place where a record was put in", () => {
  fc.assert(
    fc.property(nth, nth, (n, other) => {
      const verdict = changed((copy) => copy.splice(before + n - 1, 0, lines[before + other - 1] ?? ""));
      // The same record twice in a row: the second one is the one too many.
      expect(verdict).toMatchObject(named(other === n ? n + 1 : n));
    }),
  );
});

test("names the first of two records that were swapped", () => {
  fc.assert(
    fc.property(nth, nth, (a, b) => {
      fc.pre(a < b);
      const verdict = changed((copy) => {
        copy[before + a - 1] = lines[before + b - 1] ?? "";
        copy[before + b - 1] = lines[before + a - 1] ?? "";
      });
      expect(verdict).toMatchObject(named(a));
    }),
  );
});

test("names the record that was dated anew", () => {
  fc.assert(
    fc.property(nth, (n) => {
      const verdict = changed((copy) => {
        copy[before + n - 1] = (copy[before + n - 1] ?? "").replace(at(n), at(n + 500));
      });
      expect(verdict).toMatchObject(named(n));
    }),
  );
});

test("finds a plan whose page was changed afterwards, although the file was written anew around it", () => {
  const parts = {
    run: { id: "run-1", label: "R-0001", poolFqdn: "pool" },
    createdAt: at(100),
    createdBy: "Anna Rossi",
  };
  const bundleOf = (plan: { readonly pinned: string; readonly view: string }) =>
    verifyEvidence(
      bundleText({ ...parts, plan: { id: "plan-1", hash: sha256(plan.pinned), ...plan }, records, seals: [] }),
    );
  expect(bundleOf({ pinned, view })).toMatchObject({ whole: true });
  expect(bundleOf({ pinned, view: view.replace("1800", "7200") })).toMatchObject({ whole: false, where: "plan" });
  expect(bundleOf({ pinned: pinned.replace("plan-1", "plan-2"), view })).toMatchObject({ whole: false, where: "plan" });
});

test("finds a journal that was hashed anew throughout by the hash on the paper", () => {
  const forged = journal(size).map((r) => ({ ...r }));
  const again: ChainRecord[] = [];
  for (const r of forged)
    again.push(nextRecord(again.at(-1) ?? null, r.number === 5 ? r.body.replace(at(5), at(6)) : r.body));
  const text = bundleText({
    run: { id: "run-1", label: "R-0001", poolFqdn: "pool" },
    createdAt: at(100),
    createdBy: "Anna Rossi",
    plan: { id: "plan-1", hash, pinned, view },
    records: again,
    seals: [],
  });
  expect(verifyEvidence(text)).toMatchObject({ whole: true });
  expect(verifyEvidence(text, { head: records.at(-1)?.hash })).toMatchObject(named(size));
});
