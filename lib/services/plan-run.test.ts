import { expect, test } from "vitest";
import type { PurgePort } from "#lib/domain/audit/purge.ts";
import type { FigureStore } from "#lib/domain/figures/figure-store.ts";
import type { RunEventBody } from "#lib/domain/run/journal.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { fakeCapture, pool } from "#lib/engine/testing/fake-pool.ts";
import { fakeServers } from "#lib/engine/testing/fake-servers.ts";
import { memoryStore } from "#lib/engine/testing/memory-store.ts";
import { quickClock } from "#lib/engine/testing/quick-clock.ts";
import type { ServiceContext } from "./context.ts";
import { listApprovals } from "./list-approvals.ts";
import { planRun } from "./plan-run.ts";
import { requestApproval } from "./request-approval.ts";

function bench(approvals: Pool["approvals"] = undefined) {
  const clock = quickClock();
  const servers = fakeServers(clock);
  const runs = memoryStore(clock);
  const capture = fakeCapture(clock.now().toISOString());
  const store = {
    ...runs,
    newestCapture: async () => capture,
    saveCapture: async () => undefined,
    saveWatermark: async () => undefined,
    watermarks: async () => [],
  };
  const untold = () => {
    throw new Error("a plan asks for no health");
  };
  let ids = 0;
  const ports = { ...servers, clock, ids: { newId: () => `plan-${++ids}` } };
  const evidence = {
    watermarks: async () => [],
    newestCapture: async () => capture,
    stranded: async () => [],
    markers: async () => [],
  };
  const history = {} as ServiceContext["console"]["history"];
  const untouched = async () => Promise.reject(new Error("a plan touches no transcript"));
  const transcripts = { save: untouched, read: untouched };
  const strangers = {} as Pick<ServiceContext["console"], "people" | "passwords">;
  const figures = {} as FigureStore & PurgePort;
  const planJobs: ServiceContext["console"]["planJobs"] = new Map();
  const audit = { standing: { kind: "up" }, check: { kind: "checking" } } as const;
  const ctx: ServiceContext = {
    actor: { id: "1", name: "Giulia Ferri", role: "operator" },
    console: {
      pool: approvals ? { ...pool, approvals } : pool,
      ports,
      evidence,
      store: { ...store, ...figures },
      history,
      transcripts,
      ...strangers,
      overview: () => null,
      health: untold,
      audit: () => audit,
      verifyAudit: () => undefined,
      planJobs,
      runsRead: new Map(),
      runsAsked: new Map(),
    },
  };
  /** A run whose verification takes so many seconds; `ends` false leaves it open. */
  const ran = async (planId: string, seconds: number, ends = true) => {
    const started: RunEventBody = {
      kind: "run-started",
      planId,
      planHash: "h",
      procedure: "failover",
      reason: "r",
      person: "p",
    };
    const { id } = await runs.createRun(
      { poolFqdn: pool.fqdn, procedure: "failover", planId, reason: "r", startedBy: "p" },
      started,
    );
    await runs.append(id, null, { kind: "step-entered", stepId: "verify" });
    clock.advance(seconds * 1_000);
    await runs.append(id, null, { kind: "step-finished", stepId: "verify", outcome: "done", reason: null });
    const last: RunEventBody = { kind: "run-finished", outcome: "aborted", detail: "" };
    if (ends) await runs.append(id, null, last, { status: "aborted" });
  };
  const planned = async (order: "users-first" | "protection-first" = "users-first") => {
    const { planId } = await planRun(ctx, { procedure: "failover", order });
    for (let turn = 0; turn < 500 && planJobs.get(planId)?.status === "working"; turn++)
      await new Promise((resolve) => setImmediate(resolve));
    return runs.plan(planId);
  };
  return { ran, planned, ctx };
}

const verifyOf = (plan: Awaited<ReturnType<ReturnType<typeof bench>["planned"]>>) =>
  plan?.view.steps.find((s) => s.id === "verify")?.estimate;

test("forecasts a step from the journals of ended runs, and not from one that is open", async () => {
  const { ran, planned } = bench();
  await ran("a", 20);
  await ran("b", 40);
  await ran("c", 999, false);
  const plan = await planned();
  expect(plan?.view.time.runs).toBe(2);
  expect(verifyOf(plan)).toEqual({ fewest: 20, most: 40, basis: { kind: "measured", runs: 2 } });
});

test("counts the newest five runs only", async () => {
  const { ran, planned } = bench();
  for (const [index, seconds] of [9_000, 10, 20, 30, 40, 50].entries()) await ran(`plan-of-${index}`, seconds);
  expect(verifyOf(await planned())).toEqual({ fewest: 30, most: 50, basis: { kind: "measured", runs: 5 } });
});

test("the other order is a new plan with a fingerprint of its own", async () => {
  const { planned } = bench();
  const [one, other] = [await planned("users-first"), await planned("protection-first")];
  expect(one?.id).not.toBe(other?.id);
  expect(one?.hash).not.toBe(other?.hash);
  expect(other?.view.order).toBe("protection-first");
});

test("a newer plan makes the approval of an older one void, and says which plan did", async () => {
  const { planned, ctx } = bench({ failover: { needed: 1, emergency: false, lifeMinutes: 30 } });
  const first = await planned();
  await requestApproval(ctx, { planId: first?.id ?? "" });
  const second = await planned();
  expect(await listApprovals(ctx)).toMatchObject([{ planId: first?.id, status: "void", voidBy: second?.id }]);
});
