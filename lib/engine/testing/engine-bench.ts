import type { buildFailoverPlan } from "#lib/domain/plan/failover-plan.ts";
import type { Ports } from "#lib/domain/ports.ts";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import type { Attestation, Decision, RunEvent, RunEventBody } from "#lib/domain/run/journal.ts";
import { statusAfter } from "#lib/domain/run/status-of.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { EvidencePort } from "#lib/domain/steps/step.ts";
import type { RunStore } from "#lib/domain/store-port.ts";
import { startEngine } from "#lib/engine/engine.ts";
import type { EngineDeps, EngineTimings } from "#lib/engine/engine-deps.ts";
import { home, pool } from "./fake-pool.ts";
import { type FakeServers, fakeServers } from "./fake-servers.ts";
import { type MemoryStore, memoryStore } from "./memory-store.ts";
import { fakedIntervals, type QuickClock, quickClock } from "./quick-clock.ts";
import { type StartedRun, startedRun } from "./started-run.ts";
import { untilIn } from "./until-in.ts";

export type Answer = { readonly choice: string; readonly attestations?: readonly Attestation[] };
/** What the person at the console answers; null: nothing yet. */
export type Person<S = FakeServers> = (decision: Decision, bench: Bench<S>) => Answer | null;

export type Bench<S = FakeServers> = {
  readonly clock: QuickClock;
  readonly servers: S;
  readonly store: MemoryStore;
  readonly plan: PinnedPlan;
  readonly runId: string;
  readonly ports: Ports;
  readonly evidence: EvidencePort;
  person: Person<S>;
  readonly start: (
    name?: string,
    over?: Partial<{
      store: RunStore;
      ports: Ports;
      timings: Partial<EngineTimings>;
      isDead: () => boolean;
      deps: Partial<EngineDeps>;
    }>,
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
  wrap: (store: MemoryStore, clock: QuickClock) => MemoryStore = (store) => store,
  build?: typeof buildFailoverPlan,
): Promise<Bench> {
  const clock = quickClock();
  const servers = fakeServers(clock);
  arrange(servers);
  const store = wrap(memoryStore(clock), clock);
  const ports: Ports = {
    sql: servers.sql,
    shell: servers.shell,
    files: servers.files,
    net: servers.net,
    clock,
    ids: { newId: () => "id-1" },
  };
  return benchOf({ clock, servers, store, ports, person, started: await startedRun(ports, store, build) });
}

type Parts<S> = Pick<Bench<S>, "clock" | "servers" | "store" | "ports" | "person"> & { readonly started: StartedRun };

/** A bench over servers of any kind and a run that was started on them. */
export function benchOf<S>(parts: Parts<S>): Bench<S> {
  const { clock, servers, store, ports, person } = parts;
  const { plan, runId, evidence } = parts.started;
  const engines: { readonly stop: () => Promise<void>; readonly isDead: () => boolean }[] = [];
  const events = () => store.events(runId);
  const until = untilIn(events);
  const says = async (body: RunEventBody) => {
    const status = statusAfter(foldRun(await store.events(runId)), body);
    await store.append(runId, null, body, status ? { status } : {});
  };
  const bench: Bench<S> = {
    clock,
    servers,
    store,
    plan,
    runId,
    ports,
    evidence,
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
        ...over.deps,
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
      fakedIntervals()?.reset();
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
  bench: Pick<Bench, "says">,
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
