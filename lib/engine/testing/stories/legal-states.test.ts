import { expect, test } from "vitest";
import type { RunEvent, RunEventBody } from "#lib/domain/run/journal.ts";
import { illegalMoves } from "./legal-states.ts";

const journal = (...bodies: readonly RunEventBody[]): readonly RunEvent[] =>
  bodies.map((body, i) => ({ ...body, v: 1, runId: "run-1", number: i + 1, at: "2026-11-21T10:00:00.000Z" }));
const by = { person: "Giulia Ferri", reason: "called off" };

test("a run that ends as aborted although nobody ended it went where it may not go", () => {
  const end: RunEventBody = { kind: "run-finished", outcome: "aborted", detail: "prepare" };
  expect(illegalMoves(journal(end))).toEqual(["it went from running to aborted"]);
  expect(illegalMoves(journal({ kind: "abort-requested", ...by }, end))).toEqual([]);
});
