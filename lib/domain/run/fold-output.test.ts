import { expect, test } from "vitest";
import { foldOutput } from "./fold-output.ts";
import type { RunEvent } from "./journal.ts";

const said = "Set-CsPersistentChatState failed: the remote procedure call was cancelled.";
const head = { runId: "r", at: "2026-11-21T02:00:00.000Z", stepId: "set-pool-state", actId: "set-pool-state" };
const failed = {
  ...head,
  number: 3,
  kind: "act-failed",
  error: { message: `in the shell: ${said}`, effect: "unknown", causes: [{ message: said }] },
} as unknown as RunEvent;
const written = {
  ...head,
  number: 2,
  kind: "act-output",
  lines: [{ source: "shell", level: "error", text: said }],
} as unknown as RunEvent;

const textsOf = (events: readonly RunEvent[]) => foldOutput(events).lines.map((line) => line.text);

test("shows once what a shell wrote and then failed with, and says it where nothing was written", () => {
  expect(textsOf([written, failed])).toEqual([said]);
  expect(textsOf([failed])).toEqual([said]);
  const again = { ...head, number: 4, kind: "act-intended", command: null, attempt: 2 } as unknown as RunEvent;
  const secondTime = { ...failed, number: 5 } as RunEvent;
  expect(textsOf([written, failed, again, secondTime])).toEqual([said, said]);
});
