import { expect, test } from "vitest";
import { planFormat } from "#lib/domain/plan/plan-format.ts";
import type { StoredPlan } from "#lib/domain/store-port.ts";
import type { ServiceConsole, ServiceContext } from "./context.ts";
import { startRun } from "./start-run.ts";

const now = new Date("2026-11-21T03:00:00Z");

/** A console that holds one plan; a run is created only when every rule held. */
function contextWith(plan: {
  readonly createdAt: string;
  readonly blocking?: readonly string[];
  readonly pinned?: object;
}) {
  const created: unknown[] = [];
  const stored = { id: "p1", procedure: "failover", hash: "h", createdAt: plan.createdAt } as const;
  const pinned = JSON.stringify(plan.pinned ?? { format: planFormat });
  const store = {
    plan: async (id: string) =>
      id === "p1"
        ? ({ ...stored, pinned, view: { typedName: "Torino", blocking: plan.blocking ?? [] } } as unknown as StoredPlan)
        : null,
    createRun: async (run: unknown) => {
      created.push(run);
      return { id: "r1" };
    },
  };
  const ctx: ServiceContext = {
    actor: { id: "1", name: "Giulia Ferri", role: "operator" },
    console: { pool: { fqdn: "pool" }, ports: { clock: { now: () => now } }, store } as unknown as ServiceConsole,
  };
  return { ctx, created };
}

const good = { planId: "p1", reason: "INC-1", typedName: "torino" };
const minutesAgo = (n: number) => new Date(now.getTime() - n * 60_000).toISOString();

test("starts a plan whose looks are fresh, whatever the case of the name typed", async () => {
  const { ctx, created } = contextWith({ createdAt: minutesAgo(59) });
  expect(await startRun(ctx, good)).toEqual({ runId: "r1" });
  expect(created).toHaveLength(1);
});

test.each([
  ["looks older than an hour", { createdAt: minutesAgo(61) }, good, "refused", /61 minutes ago.*new plan/],
  [
    "a plan that another version made",
    { createdAt: minutesAgo(1), pinned: {} },
    good,
    "refused",
    /another version.*make a new plan/,
  ],
  [
    "a plan that is blocked",
    { createdAt: minutesAgo(1), blocking: ["management-store"] },
    good,
    "refused",
    /management-store/,
  ],
  ["no reason", { createdAt: minutesAgo(1) }, { ...good, reason: "  " }, "bad-input", /reason/],
  ["another site's name", { createdAt: minutesAgo(1) }, { ...good, typedName: "Milano" }, "bad-input", /Torino/],
  ["a plan nobody made", { createdAt: minutesAgo(1) }, { ...good, planId: "p2" }, "not-found", /no such plan/],
])("refuses %s and starts nothing", async (_, plan, input, code, message) => {
  const { ctx, created } = contextWith(plan);
  const refusal = await startRun(ctx, input).then(
    () => null,
    (e: unknown) => e as { code: string; message: string },
  );
  expect(refusal?.code).toBe(code);
  expect(refusal?.message).toMatch(message);
  expect(created).toHaveLength(0);
});
