import { expect, test } from "vitest";
import type { ReportView } from "#lib/domain/report/report-view.ts";
import { signedLoss } from "./signed-loss.ts";
import type { Words } from "./words.ts";

const words = {
  t: (key: string, values: object = {}) => `${key}${JSON.stringify(values)}`,
  day: (at: string) => at,
} as unknown as Words;
const by = [{ person: "Anna Rossi", at: "2026-11-21T10:00:00.000Z", reason: "" }];
const hash = "a".repeat(64);

test("prints who signed, when, the hash, and what was signed", () => {
  const content = {
    procedure: "failover",
    target: "sqlto01",
    seenAt: "2026-11-21T09:59:00.000Z",
    messages: { fewest: "3", most: "9", sampledAt: null, completeUpTo: null, perMinute: "2" },
    log: {
      upTo: { lsn: "12000", file: "mgc_11.trn", finishDate: null },
      leftOut: [{ folder: "backupShare", file: "mgc_12.wrk", sizeBytes: "0", why: "empty" }],
      shareError: null,
    },
  };
  const approval: ReportView["run"]["approval"] = { kind: "given", planHash: "h", manifest: { hash, content }, by };
  const text = JSON.stringify([...signedLoss(words, approval)]);
  for (const part of [
    "Anna Rossi",
    "2026-11-21T10:00:00.000Z",
    hash,
    "3 – 9",
    "12000 · mgc_11.trn",
    "mgc_12.wrk (empty)",
  ])
    expect(text).toContain(part);
});

test("prints nothing where nobody was asked, or an older console took the approval", () => {
  expect([...signedLoss(words, null)]).toEqual([]);
  expect([...signedLoss(words, { kind: "given", planHash: "h", by })]).toEqual([]);
});
