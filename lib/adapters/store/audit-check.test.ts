import { expect, test } from "vitest";
import type { AuditVerdict } from "#lib/domain/audit/audit-verdict.ts";
import { startAuditCheck } from "./audit-check.ts";

const whole: AuditVerdict = { kind: "whole", streams: 2, records: 9, seals: 1 };
const broken: AuditVerdict = { kind: "broken", stream: "console", number: 7, reason: "hash" };

function check(verdicts: (AuditVerdict | Error)[]) {
  const recorded: (readonly [string, string])[] = [];
  const running = startAuditCheck({
    verify: async () => {
      const verdict = verdicts.shift() ?? whole;
      if (verdict instanceof Error) throw verdict;
      return verdict;
    },
    record: async (verdict, person) => void recorded.push([verdict.kind, person]),
    now: () => new Date("2026-11-21T10:00:00.000Z"),
  });
  return { ...running, recorded };
}

test("verifies at once, and again when a person asks: the verdict is the new one, recorded under that name", async () => {
  const audit = check([whole, broken]);
  await audit.done();
  audit.again("Anna Rossi");
  expect(audit.current()).toEqual({ kind: "checking" });
  await audit.done();
  expect(audit.current()).toMatchObject({ kind: "checked", verdict: broken });
  expect(audit.recorded).toEqual([
    ["whole", "console"],
    ["broken", "Anna Rossi"],
  ]);
});

test("does not verify twice at a time when two ask", async () => {
  const audit = check([whole]);
  await audit.done();
  audit.again("Anna Rossi");
  audit.again("Marco Conti");
  await audit.done();
  expect(audit.recorded).toHaveLength(2);
});

test("shows a verification that failed as failed, never as the verdict before it", async () => {
  const audit = check([whole, new Error("disk I/O error")]);
  await audit.done();
  audit.again("Anna Rossi");
  await audit.done();
  expect(audit.current()).toMatchObject({ kind: "failed", message: "disk I/O error" });
});
