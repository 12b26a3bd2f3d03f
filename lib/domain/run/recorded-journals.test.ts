import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { foldRun } from "./fold-run.ts";
import { journalVersion, type RunEvent } from "./journal.ts";

/** Journals as consoles of their time wrote them, one event a line, and in the last line what they folded to. Never rewritten. */
const folder = new URL("recorded/", import.meta.url);
const recorded = readdirSync(folder).map((file) => {
  const lines = readFileSync(new URL(file, folder), "utf8").trimEnd().split("\n");
  const events = lines.slice(0, -1).map((line) => JSON.parse(line) as RunEvent);
  return { file, events, was: JSON.parse(lines.at(-1) ?? "") as { readonly state: object } };
});

const plain = (events: readonly RunEvent[]) => {
  const run = foldRun(events);
  return JSON.parse(JSON.stringify({ ...run, acts: [...run.acts], steps: [...run.steps] })) as object;
};

test("holds a journal of a failover, a failback, an abort, an override, a new owner, an interruption and a signed loss", () => {
  expect(recorded.map((r) => r.file.replace(".jsonl", ""))).toEqual([
    "aborted",
    "failback",
    "failover",
    "interrupted",
    "override",
    "owner-changed",
    "signed-loss",
  ]);
});

test.each(recorded)("folds $file to what it was when it was written", ({ events, was }) => {
  expect(plain(events)).toMatchObject(was.state);
  expect(foldRun(events).newerVersion).toBeNull();
});

test("says so, and reads what it knows, where an event has a newer format", () => {
  const [journal] = recorded;
  const events = (journal?.events ?? []).slice(0, 20);
  const strange = { ...events.at(-1), v: journalVersion + 1, number: 21, kind: "of-tomorrow" } as unknown as RunEvent;
  const run = foldRun([...events, strange]);
  expect(run.newerVersion).toBe(journalVersion + 1);
  expect({ ...run, newerVersion: null, last: 20 }).toEqual(foldRun(events));
});
