import { expect, test } from "vitest";
import type { RunEvent, RunEventBody } from "./journal.ts";
import { overridesUsed } from "./overrides-used.ts";

const word = (person: string) => ({ decisionId: "d", person, personId: person, reason: "r" });
const proposed = (person: string): RunEventBody => ({ kind: "override-proposed", ...word(person) });
const confirmed = (person: string): RunEventBody => ({ kind: "override-confirmed", ...word(person) });
const used: RunEventBody = { kind: "override-used", stepId: "s", actId: "a", decisionId: "d" };
const at = "2026-11-21T03:00:00.000Z";
const journal = (runId: string, ...bodies: readonly RunEventBody[]): readonly RunEvent[] =>
  bodies.map((body, i) => ({ ...body, v: 1, runId, number: i + 1, at }));

test("names who proposed and who confirmed each override that was used", () => {
  const events = journal("r1", proposed("Too late"), proposed("Giulia Ferri"), confirmed("Anna Rossi"), used);
  expect(overridesUsed("r1", events)).toEqual([{ proposedBy: "Giulia Ferri", confirmedBy: "Anna Rossi", at }]);
});

test("leaves out what was proposed or confirmed and never used, and other runs", () => {
  const events = [
    ...journal("r1", proposed("A"), confirmed("B")),
    ...journal("r2", proposed("C"), confirmed("D"), used),
  ];
  expect(overridesUsed("r1", events)).toEqual([]);
  expect(overridesUsed("r2", events)).toHaveLength(1);
});
