import { expect, test } from "vitest";
import type { WireEntry } from "#lab/wire-log.ts";
import type { Command } from "#lib/domain/commands/command.ts";
import { startJob } from "#lib/domain/commands/jobs.ts";
import { restoreLog } from "#lib/domain/commands/restore.ts";
import type { RunEvent, RunEventBody } from "#lib/domain/run/journal.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { type Evidence, ruleSevenProblems } from "./rule-seven.ts";

const target = "sqlto01\\PCHAT";
const start = startJob(target, "LSCopy");
const restore = (file: string) => restoreLog(target, { database: "mgc", file: `D:\\Logs\\${file}`, position: 1 });
const rules = { file: "each log backup", position: "as its header says" };
const pinned = {
  steps: [
    { id: "remove-log-shipping", commands: [{ command: start, rules: {} }] },
    { id: "apply-log-backups", commands: [{ command: restore("<file>"), rules }] },
  ],
} as unknown as PinnedPlan;

const journal = (...bodies: readonly RunEventBody[]): readonly RunEvent[] =>
  bodies.map((body, i) => ({ ...body, v: 1, runId: "run", number: i + 1, at: "2026-11-21T05:00:00Z" }));
const intended = (stepId: string, actId: string, command: Command): RunEventBody => ({
  kind: "act-intended",
  stepId,
  actId,
  attempt: 1,
  command,
});
const survey: RunEventBody = {
  kind: "act-succeeded",
  stepId: "copy-log-backups",
  actId: "survey:1",
  result: { sets: [{ file: "a.trn", header: { position: 1 } }] },
  sessionId: null,
  serverUtc: null,
};
let count = 0;
const wired = (actId: string, text: string, parameters: Readonly<Record<string, unknown>>): WireEntry => ({
  number: ++count,
  at: "2026-11-21T05:00:00Z",
  kind: "rpc",
  target,
  login: "console",
  program: `pchat-dr run ${actId} by Giulia Ferri`,
  session: 51,
  text,
  parameters,
  state: "answered",
  struck: null,
});
const job = wired("run-job", start.text, { job: "LSCopy" });
const applied = (file: string) =>
  wired("apply:1", restore(file).text, { database: "mgc", file: `D:\\Logs\\${file}`, position: "1" });
const good: Evidence = {
  runId: "run",
  pinned,
  events: journal(
    intended("remove-log-shipping", "run-job", start),
    survey,
    intended("apply-log-backups", "apply:1", restore("a.trn")),
  ),
  wire: [job, applied("a.trn")],
};

test("finds nothing where plan, journal and wire say the same", () => {
  expect(ruleSevenProblems(good)).toEqual([]);
});

test.each<[string, Partial<Evidence>, RegExp]>([
  ["a command that never reached a server", { wire: [job] }, /^never on the wire: apply:1/],
  [
    "a value that came otherwise than journaled",
    { wire: [job, applied("b.trn")] },
    /^apply:1: .*a\.trn.* came as .*b\.trn/,
  ],
  [
    "a command sent twice and intended once",
    { wire: [job, applied("a.trn"), applied("a.trn")] },
    /^not journaled: pchat-dr run apply:1 by Giulia Ferri on sqlto01\\PCHAT: RESTORE LOG/,
  ],
  [
    "a statement that writes outside every act",
    {
      wire: [
        ...good.wire,
        { ...wired("", "ALTER DATABASE mgc SET READ_ONLY", {}), program: "persistent-chat-console" },
      ],
    },
    /^not journaled: persistent-chat-console/,
  ],
  [
    "a cmdlet that writes outside every act",
    { wire: [...good.wire, { ...wired("", "Set-CsPersistentChatState", {}), kind: "cmdlet" }] },
    /^not journaled: Set-CsPersistentChatState/,
  ],
  [
    "a command of another step",
    { events: journal(survey, intended("apply-log-backups", "run-job", start)), wire: [job] },
    /^not in the plan: run-job/,
  ],
  [
    "a file that no look had found before",
    { events: journal(intended("apply-log-backups", "apply:1", restore("a.trn")), survey), wire: [applied("a.trn")] },
    /^no look had found file = a\.trn/,
  ],
])("finds %s", (_, change, what) => {
  expect(ruleSevenProblems({ ...good, ...change })).toContainEqual(expect.stringMatching(what));
});

test("leaves reads and staff out", () => {
  const more = [
    { ...wired("", "SELECT 1", {}), program: "persistent-chat-console" },
    { ...wired("", "Get-CsService", {}), kind: "cmdlet" as const },
    { ...wired("", "Set-CsPersistentChatState", { WhatIf: true }), kind: "cmdlet" as const },
    { ...wired("", "KILL 53", {}), program: "dba" },
  ];
  expect(ruleSevenProblems({ ...good, wire: [...good.wire, ...more] })).toEqual([]);
});
