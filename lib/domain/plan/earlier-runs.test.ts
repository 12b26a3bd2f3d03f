import { expect, test } from "vitest";
import type { RunEvent, RunEventBody } from "#lib/domain/run/journal.ts";
import { measureRuns, stepSeconds } from "./earlier-runs.ts";

/** A journal whose events happen at the seconds given. */
const journal = (...events: readonly (readonly [number, RunEventBody])[]): readonly RunEvent[] =>
  events.map(([second, body], i) => ({
    ...body,
    v: 1,
    runId: "run-1",
    number: i + 1,
    at: new Date(Date.UTC(2026, 10, 21) + second * 1_000).toISOString(),
  }));

const enter = (stepId: string): RunEventBody => ({ kind: "step-entered", stepId });
const finish = (stepId: string, outcome: "done" | "skipped" = "done"): RunEventBody => ({
  kind: "step-finished",
  stepId,
  outcome,
  reason: null,
});
const ask = (id: string, stepId: string): RunEventBody => ({
  kind: "decision-asked",
  decision: { id, kind: "act-failed", stepId, actId: null, facts: {}, choices: [], suggested: null },
});
const take = (decisionId: string): RunEventBody => ({
  kind: "decision-taken",
  decisionId,
  choice: "retry",
  person: "p",
  reason: "r",
  attestations: [],
});
const took: RunEventBody = { kind: "runner-took", holder: "c", token: 1 };

test("counts a step from its entry to its end", () => {
  expect(stepSeconds(journal([0, took], [2, enter("verify")], [9, finish("verify")]))).toEqual(
    new Map([["verify", 7]]),
  );
});

test("leaves out the time in which a person was asked or the run was paused, counted once when both overlap", () => {
  const events = journal(
    [0, enter("bring-online")],
    [10, ask("d1", "bring-online")],
    [20, ask("d2", "bring-online")],
    [40, take("d1")],
    [70, take("d2")],
    [80, { kind: "paused" }],
    [180, { kind: "resumed", person: "p", reason: "r" }],
    [190, finish("bring-online")],
  );
  expect(stepSeconds(events).get("bring-online")).toBe(30);
});

test("says nothing about a step that was skipped or cut through by a crash or another runner", () => {
  const skipped = journal([0, enter("create-mirror")], [9, finish("create-mirror", "skipped")]);
  const crashed = journal(
    [0, took],
    [1, enter("verify")],
    [2, { kind: "interrupted", detail: "" }],
    [9, finish("verify")],
  );
  const moved = journal([0, took], [1, enter("verify")], [2, took], [9, finish("verify")]);
  expect([skipped, crashed, moved].map((events) => stepSeconds(events).size)).toEqual([0, 0, 0]);
});

test("keeps the newest run first", () => {
  const of = (seconds: number) => journal([0, enter("verify")], [seconds, finish("verify")]);
  const seen = measureRuns([of(5), journal([0, took]), of(7)]);
  expect(seen.measured.get("verify")).toEqual([5, 7]);
});

test("measures the pace of both lanes from acts that went through at the first attempt", () => {
  const copy = (file: string, sizeBytes: string) =>
    ({
      kind: "file",
      target: "copyFolder",
      text: "copy",
      parameters: { from: "backupShare", to: "copyFolder", file, sizeBytes },
      deadlineMs: null,
    }) as const;
  const restore = { kind: "sql", target: "t", text: "RESTORE LOG", parameters: {}, deadlineMs: null } as const;
  const step = "copy-log-backups";
  const intend = (actId: string, command: ReturnType<typeof copy> | typeof restore, attempt = 1): RunEventBody => ({
    kind: "act-intended",
    stepId: step,
    actId,
    attempt,
    command,
  });
  const done = (actId: string, result: unknown = {}): RunEventBody => ({
    kind: "act-succeeded",
    stepId: step,
    actId,
    result,
    sessionId: null,
    serverUtc: null,
  });
  const survey = { sets: [{ file: "a.trn", sizeBytes: "600", header: { backupSetGuid: "G1" } }] };
  const events = journal(
    [0, { kind: "act-intended", stepId: step, actId: "survey:1", attempt: 1, command: null }],
    [1, done("survey:1", survey)],
    [2, intend("copy-log-backup:G1", copy("a.trn", "600"))],
    [5, done("copy-log-backup:G1")],
    [5, intend("apply-log-backup:G1", restore)],
    [11, done("apply-log-backup:G1")],
    [20, intend("copy-log-backup:G2", copy("b.trn", "9000"), 2)],
    [21, done("copy-log-backup:G2")],
  );
  const { copy: copied, apply } = measureRuns([events]);
  expect(copied).toEqual({ bytes: 600, seconds: 3 });
  expect(apply).toEqual({ bytes: 600, seconds: 6 });
});
