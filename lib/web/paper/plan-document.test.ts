import { expect, test } from "vitest";
import type { PaperView } from "#lib/domain/views/paper-view.ts";
import { planDocument } from "./plan-document.ts";
import type { Words } from "./words.ts";

const words = {
  t: (key: string) => key,
  or: (_: string, otherwise: string) => otherwise,
  day: (at: string) => at,
  clock: (at: string) => at,
} as unknown as Words;

test("carries the fencing sheet to the point of no return, each look with how it was taken and its time", () => {
  const point = { id: "bring-online", number: "4", way: "cannot-be-undone", status: "open", finishedAt: null };
  const view = {
    procedure: "failover",
    sites: { home: "Milano", other: "Torino" },
    run: null,
    paper: { steps: [{ ...point, before: [], commands: [], proof: [] }], opposite: ["sqlmi01"], listFailed: null },
    votes: [
      {
        subject: "sqlmi01",
        witness: "tcp",
        says: "no-proof",
        how: "TCP to sqlmi01:1433",
        answer: "connection refused",
        at: "2026-11-21T10:00:00.000Z",
      },
    ],
  } as unknown as PaperView;
  const text = JSON.stringify([...planDocument(words, view)]);
  expect(text).toContain(
    "sqlmi01 · fencing.witnesses.tcp · TCP to sqlmi01:1433 · fencing.words.no-proof · connection refused · 2026-11-21T10:00:00.000Z",
  );
  expect(text.indexOf("fencing.rule")).toBeLessThan(text.indexOf("paper.attest"));
});
