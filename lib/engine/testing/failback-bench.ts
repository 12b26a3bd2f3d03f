import { capturedRow, captureQuery, captureSections } from "#lib/domain/commands/queries/capture.ts";
import { buildFailbackPlan } from "#lib/domain/plan/failback-plan.ts";
import type { PlanLooks } from "#lib/domain/plan/looks.ts";
import type { Ports } from "#lib/domain/ports.ts";
import type { Way } from "#lib/domain/steps/failback/pins.ts";
import { readServices } from "#lib/domain/steps/failback/read-service.ts";
import type { Order } from "#lib/domain/steps/pinned-plan.ts";
import type { Capture } from "#lib/domain/store-port.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { attested, type Bench, benchOf, type Person } from "./engine-bench.ts";
import { failbackPorts } from "./failback-ports.ts";
import { afterFailover, healthyWorld } from "./failback-scenario.ts";
import { type FailbackWorld, homeServers, instances, otherServers } from "./failback-world.ts";
import { pool } from "./fake-pool.ts";
import { memoryStore } from "./memory-store.ts";
import { quickClock } from "./quick-clock.ts";
import { saveAndStart } from "./started-run.ts";

export type FailbackBench = Bench<FailbackWorld>;
type Answers = Readonly<Record<string, string | null>>;

/** What a careful person answers in a failback; everything else stays open. */
const usual: Answers = {
  "stranded-messages": "waive",
  "restore-over-home": "confirm-restore",
  "reseed-other": "confirm-reseed",
  "ship-from-mirror": "do-now",
  "resume-after-interruption": "resume",
};

/** `usual`, with other answers by kind of decision; null leaves it open. */
export const failbackPerson =
  (answers: Answers = {}): Person<FailbackWorld> =>
  (decision, bench) => {
    const choice = decision.kind in answers ? answers[decision.kind] : usual[decision.kind];
    return choice === undefined || choice === null ? null : { choice, attestations: attested(bench) };
  };

type Story = {
  readonly order?: Order;
  readonly way?: Way;
  readonly person?: Person<FailbackWorld>;
  /** The pool never failed over: what `healthy` made is what the plan meets. */
  readonly isHealthy?: true;
  /** Before the capture is taken. */
  readonly healthy?: (world: FailbackWorld) => void;
  /** After the failover and home's return, before the plan is made. */
  readonly returned?: (world: FailbackWorld) => void;
  /** What the pool file says beside the usual. */
  readonly pool?: Partial<Pool>;
  readonly earlierRuns?: PlanLooks["earlierRuns"];
  /** What people said for what nobody captured. */
  readonly answers?: PlanLooks["answers"];
  /** Makes the plan; a failback's by default. */
  readonly build?: (looks: PlanLooks) => ReturnType<typeof buildFailbackPlan>;
  /** Does what it likes with the capture before the plan reads it. */
  readonly capture?: (capture: Capture) => Capture | null;
};

/** A pool that was captured healthy, failed over, saw home return, and has a failback planned and started. */
export async function failbackBench(story: Story = {}): Promise<FailbackBench> {
  const clock = quickClock();
  const servers = healthyWorld(clock);
  story.healthy?.(servers);
  const ports = failbackPorts(servers);
  const taken = await takeCapture(ports, clock.now().toISOString());
  if (!story.isHealthy) afterFailover(servers);
  story.returned?.(servers);
  const capture = story.capture ? story.capture(taken) : taken;
  const store = memoryStore(clock);
  const evidence = {
    watermarks: async () => [],
    newestCapture: async () => capture,
    stranded: async () => [],
    markers: async () => [],
  };
  const looks: PlanLooks = {
    planId: "plan-1",
    pool: { ...pool, ...story.pool },
    ports,
    evidence,
    capture,
    earlierRuns: story.earlierRuns ?? [],
    answers: story.answers ?? [],
    openRun: null,
    order: story.order ?? "state-first",
  };
  const planned = await (story.build?.(looks) ?? buildFailbackPlan({ ...looks, way: story.way ?? "full-restore" }));
  const started = { ...(await saveAndStart(ports, store, planned)), evidence };
  return benchOf({ clock, servers, store, ports, person: story.person ?? failbackPerson(), started });
}

/** The picture of the healthy pool, read through the same queries as the console's own capture. */
async function takeCapture({ sql, shell }: Pick<Ports, "sql" | "shell">, at: string): Promise<Capture> {
  const halves: Record<string, { readonly at: string; readonly data: unknown }> = {};
  for (const instance of instances) {
    const sections: Record<string, unknown> = {};
    for (const section of captureSections)
      sections[section] = await sql.read(captureQuery(instance, section), capturedRow);
    halves[`instance:${instance}`] = { at, data: { sections, unread: {} } };
  }
  const services = await Promise.all([...homeServers, ...otherServers].map((server) => readServices(shell, server)));
  const chatService = { activeServers: [...homeServers] };
  halves.lync = { at, data: { poolState: "Normal", chatService, services: services.flat() } };
  return { id: "capture-1", poolFqdn: pool.fqdn, takenAt: at, halves };
}
