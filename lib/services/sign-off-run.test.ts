import { beforeEach, expect, test } from "vitest";
import type { Role } from "#lib/domain/actor.ts";
import { pool } from "#lib/engine/testing/fake-pool.ts";
import { type MemoryStore, memoryStore } from "#lib/engine/testing/memory-store.ts";
import { quickClock } from "#lib/engine/testing/quick-clock.ts";
import type { ServiceConsole, ServiceContext } from "./context.ts";
import { listSignOffs } from "./list-sign-offs.ts";
import { signOffRun } from "./sign-off-run.ts";

let store: MemoryStore;
let runId: string;
beforeEach(async () => {
  store = memoryStore(quickClock());
  const first = { planId: "plan-1", planHash: "h", procedure: "failover", reason: "r", person: "p" };
  const run = { poolFqdn: pool.fqdn, procedure: "failover", planId: "plan-1", reason: "r", startedBy: "p" } as const;
  runId = (await store.createRun(run, { kind: "run-started", ...first })).id;
});

const as = (role: Role): ServiceContext => ({
  actor: { id: "7", name: "Anna Rossi", role },
  console: { pool, store } as unknown as ServiceConsole,
});
const end = async () => {
  const finishedAt = "2026-11-21T10:05:00.000Z";
  const body = { kind: "run-finished", outcome: "aborted", detail: "" } as const;
  await store.append(runId, null, body, { status: "aborted", finishedAt });
};

test("keeps a manager's comment with his name and the number of records he read", async () => {
  await end();
  await signOffRun(as("manager"), { runId, comment: "  Read; the gap of 02:10 is to be explained.  " });
  expect(await listSignOffs(as("viewer"), { runId })).toMatchObject([
    { person: "Anna Rossi", comment: "Read; the gap of 02:10 is to be explained.", records: 2 },
  ]);
});

test("keeps a second sign-off beside the first, oldest first", async () => {
  await end();
  await signOffRun(as("manager"), { runId, comment: "first" });
  await signOffRun(as("manager"), { runId, comment: "second" });
  expect((await listSignOffs(as("viewer"), { runId })).map((s) => s.comment)).toEqual(["first", "second"]);
});

test("is refused while the run goes on", async () => {
  await expect(signOffRun(as("manager"), { runId, comment: "x" })).rejects.toMatchObject({ code: "refused" });
});

test("is refused to an operator, and without a comment", async () => {
  await end();
  await expect(signOffRun(as("operator"), { runId, comment: "x" })).rejects.toMatchObject({ code: "not-allowed" });
  await expect(signOffRun(as("manager"), { runId, comment: "  " })).rejects.toMatchObject({ code: "bad-input" });
});
