import { createHash } from "node:crypto";
import { canonicalJson } from "#lib/domain/audit/chain.ts";
import { buildFailoverPlan } from "#lib/domain/plan/failover-plan.ts";
import type { PlanDraft } from "#lib/domain/plan/looks.ts";
import type { Ports } from "#lib/domain/ports.ts";
import type { RunEventBody } from "#lib/domain/run/journal.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { EvidencePort } from "#lib/domain/steps/step.ts";
import type { RunStore } from "#lib/domain/store-port.ts";
import { fakeCapture, home, pool } from "./fake-pool.ts";

export type StartedRun = { readonly plan: PinnedPlan; readonly runId: string; readonly evidence: EvidencePort };

/** For tests: a failover planned with three watermarks and a capture, saved and started, its journal holding one event. */
export async function startedRun(ports: Ports, store: RunStore, build = buildFailoverPlan): Promise<StartedRun> {
  const { clock } = ports;
  const samples = [3, 2, 1].map((n) => ({
    instance: home[0],
    takenAt: `2026-11-21T09:5${n}:00.000Z`,
    rooms: { "Sala operativa (1)": String(1_000 + n * 2) },
  }));
  const capture = fakeCapture(clock.now().toISOString());
  const evidence = {
    watermarks: async () => samples,
    newestCapture: async () => capture,
    stranded: async () => [],
    markers: async () => [],
  };
  const { pinned, view } = await build({
    planId: "plan-1",
    pool,
    ports,
    evidence,
    capture,
    earlierRuns: [],
    answers: [],
    openRun: null,
    order: "users-first",
  });
  return { ...(await saveAndStart(ports, store, { pinned, view })), evidence };
}

/** Saves a plan as a person's and starts its run. */
export async function saveAndStart(
  { clock }: Pick<Ports, "clock">,
  store: RunStore,
  { pinned, view }: { readonly pinned: PinnedPlan; readonly view: PlanDraft },
): Promise<Omit<StartedRun, "evidence">> {
  const { procedure } = pinned;
  const text = canonicalJson(pinned);
  const hash = createHash("sha256").update(text).digest("hex");
  const createdAt = clock.now().toISOString();
  await store.savePlan({
    id: "plan-1",
    poolFqdn: pool.fqdn,
    procedure,
    hash,
    pinned: text,
    view: { ...view, hash, createdAt },
    createdAt,
    createdBy: "Giulia Ferri",
  });
  const started: RunEventBody = {
    kind: "run-started",
    planId: "plan-1",
    planHash: hash,
    procedure,
    reason: "site lost",
    person: "Giulia Ferri",
  };
  const row = await store.createRun(
    { poolFqdn: pool.fqdn, procedure, planId: "plan-1", reason: "site lost", startedBy: "Giulia Ferri" },
    started,
  );
  return { plan: pinned, runId: row.id };
}
