import { createHash } from "node:crypto";
import { vi } from "vitest";
import { canonicalJson } from "#lib/domain/audit/chain.ts";
import { buildFailoverPlan } from "#lib/domain/plan/failover-plan.ts";
import type { Ports } from "#lib/domain/ports.ts";
import type { Attestation, Decision, RunEvent, RunEventBody } from "#lib/domain/run/journal.ts";
import { rowStatus } from "#lib/domain/run/row-status.ts";
import type { PinnedPlan } from "#lib/domain/steps/step.ts";
import type { RunStore } from "#lib/domain/store-port.ts";
import { startEngine } from "#lib/engine/engine.ts";
import type { EngineTimings } from "#lib/engine/engine-deps.ts";
import { home, pool } from "./fake-pool.ts";
import { type FakeServers, fakeServers } from "./fake-servers.ts";
import { type MemoryStore, memoryStore } from "./memory-store.ts";
import { type QuickClock, quickClock } from "./quick-clock.ts";

export type Answer = { readonly choice: string; readonly attestations?: readonly Attestation[] };
/** What the person at the console answers; null: nothing yet. */
export type Person = (decision: Decision, bench: Bench) => Answer | null;

export type Bench = {
  readonly clock: QuickClock;
  readonly servers: FakeServers;
  readonly store: MemoryStore;
  readonly plan: PinnedPlan;
  readonly runId: string;
  readonly ports: Ports;
  person: Person;
  readonly start: (
    name?: string,
    over?: Partial<{ store: RunStore; ports: Ports; timings: Partial<EngineTimings>; isDead: () => boolean }>,
  ) => { readonly stop: () => Promise<void> };
  readonly events: () => Promise<readonly RunEvent[]>;
  readonly says: (body: RunEventBody) => Promise<void>;
  /** Runs until the condition holds. */
  readonly until: (what: string, holds: (events: readonly RunEvent[]) => boolean) => Promise<readonly RunEvent[]>;
  readonly ends: () => Promise<readonly RunEvent[]>;
  readonly asked: (kind: Decision["kind"], times?: number) => Promise<Decision>;
  readonly pass: (ms: number) => Promise<void>;
  readonly stopAll: () => Promise<void>;
};

/** A named person's word, just given, that both home instances are off. */
export function attested(bench: Pick<Bench, "clock">, ageMs = 0): readonly Attestation[] {
  const confirmedAt = new Date(bench.clock.now().getTime() - ageMs).toISOString();
  return home.map((instance) => ({
    instance,
    switchedOff: "power cut at the site",
    confirmedBy: "Marco Conti",
    confirmedAt,
  }));
}

/** Confirms with fresh attestations and resumes; leaves every other question open. */
export const careful: Person = (decision, bench) => {
  if (decision.kind === "point-of-no-return") return { choice: "confirm", attestations: attested(bench) };
  return decision.kind === "resume-after-interruption" ? { choice: "resume" } : null;
};

/** `careful`, with further answers by kind of decision. */
export const answering =
  (
    answers: Partial<Record<Decision["kind"], string | ((bench: Bench, decision: Decision) => Answer | null)>>,
  ): Person =>
  (decision, bench) => {
    const answer = answers[decision.kind];
    if (answer === undefined) return careful(decision, bench);
    return typeof answer === "string" ? { choice: answer } : answer(bench, decision);
  };

/** A planned and started failover whose home is silent. Arrange the servers in `arrange`, before the plan is made. */
export async function failoverBench(
  person: Person = careful,
  arrange: (servers: FakeServers) => void = () => undefined,
): Promise<Bench> {
  const clock = quickClock();
  const servers = fakeServers(clock);
  arrange(servers);
  const store = memoryStore(clock);
  const ports: Ports = {
    sql: servers.sql,
    shell: servers.shell,
    files: servers.files,
    clock,
    ids: { newId: () => "id-1" },
  };
  const samples = [3, 2, 1].map((n) => ({
    instance: home[0],
    takenAt: `2026-11-21T09:5${n}:00.000Z`,
    rooms: { "Sala operativa (1)": String(1_000 + n * 2) },
  }));
  const evidence = { watermarks: async () => samples };
  const { pinned, view } = await buildFailoverPlan({
    planId: "plan-1",
    pool,
    ports,
    evidence,
    captureId: "capture-1",
    openRun: null,
    order: "users-first",
  });
  const text = canonicalJson(pinned);
  const hash = createHash("sha256").update(text).digest("hex");
  const createdAt = clock.now().toISOString();
  await store.savePlan({
    id: "plan-1",
    poolFqdn: pool.fqdn,
    procedure: "failover",
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
    procedure: "failover",
    reason: "site lost",
    person: "Giulia Ferri",
  };
  const row = await store.createRun(
    { poolFqdn: pool.fqdn, procedure: "failover", planId: "plan-1", reason: "site lost", startedBy: "Giulia Ferri" },
    started,
  );
  const runId = row.id;
  const engines: { readonly stop: () => Promise<void>; readonly isDead: () => boolean }[] = [];
  const events = () => store.events(runId);
  const until: Bench["until"] = async (what, holds) => {
    for (let turn = 0; turn < 4_000; turn++) {
      const now = await events();
      if (holds(now)) return now;
      await new Promise((resolve) => setImmediate(resolve));
    }
    const tail = (await events())
      .slice(-6)
      .map((e) => JSON.stringify(e))
      .join("\n");
    throw new Error(`never: ${what}\n${tail}`);
  };
  const says = async (body: RunEventBody) => {
    const status = rowStatus(body);
    await store.append(runId, null, body, status ? { status } : {});
  };
  const bench: Bench = {
    clock,
    servers,
    store,
    plan: pinned,
    runId,
    ports,
    person,
    events,
    says,
    until,
    start: (name = "console:1", over = {}) => {
      const timings = { raiseMs: 5_000, takeAfterMs: 30_000, sendWithinMs: 15_000, pollMs: 500, ...over.timings };
      const engine = startEngine({
        store: over.store ?? store,
        ports: over.ports ?? ports,
        evidence,
        pool,
        holder: name,
        timings,
        log: () => undefined,
      });
      engines.push({ ...engine, isDead: over.isDead ?? (() => false) });
      return engine;
    },
    ends: () => until("the run ends", (all) => all.at(-1)?.kind === "run-finished"),
    asked: async (kind, times = 1) => {
      const isIt = (e: RunEvent) => e.kind === "decision-asked" && e.decision.kind === kind;
      const all = await until(`${kind} asked ${times} times`, (now) => now.filter(isIt).length >= times);
      const last = all.filter(isIt)[times - 1];
      if (last?.kind !== "decision-asked") throw new Error(`${kind} was not asked`);
      return last.decision;
    },
    pass: async (ms) => {
      const untilMs = clock.monotonicMs() + ms;
      while (clock.monotonicMs() < untilMs) await clock.sleep(Math.min(500, untilMs - clock.monotonicMs()));
    },
    stopAll: async () => {
      await Promise.all(engines.filter((e) => !e.isDead()).map((e) => e.stop()));
      vi.clearAllTimers();
    },
  };
  store.onAppend((event) => {
    if (event.kind !== "decision-asked") return;
    const answer = bench.person(event.decision, bench);
    if (!answer) return;
    queueMicrotask(
      () =>
        void says({
          kind: "decision-taken",
          decisionId: event.decision.id,
          choice: answer.choice,
          person: "Giulia Ferri",
          reason: "as agreed",
          attestations: answer.attestations ?? [],
        }),
    );
  });
  return bench;
}

/** Answers an open decision later than it was asked. */
export async function answer(
  bench: Bench,
  decision: Decision,
  choice: string,
  attestations: readonly Attestation[] = [],
): Promise<void> {
  await bench.says({
    kind: "decision-taken",
    decisionId: decision.id,
    choice,
    person: "Giulia Ferri",
    reason: "as agreed",
    attestations,
  });
}

/** Texts of what left the console. */
export const sentTexts = (servers: FakeServers) => servers.sent.map((c) => c.text);
export const recovery = "RESTORE DATABASE @database WITH RECOVERY";
