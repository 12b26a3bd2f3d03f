import type { FigureStore } from "#lib/domain/figures/figure-store.ts";
import { type InstanceReading, readInstance } from "#lib/domain/health/read-instance.ts";
import type { Ports } from "#lib/domain/ports.ts";
import type { RunStore, WatchStore } from "#lib/domain/store-port.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import type { HealthView } from "#lib/domain/views/health-view.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { buildHealth } from "./health/build-health.ts";
import { readNow, runLoop } from "./loop.ts";
import { buildOverview } from "./overview.ts";
import { nothingSeen, type Seen } from "./seen.ts";
import type { Intervals, SourceContext } from "./source.ts";
import { allSources } from "./sources.ts";

/** What the sweep needs; clock, servers and store come in, nothing is kept outside the object it makes. */
export type SweepOptions = {
  readonly pool: Pool;
  readonly ports: Ports;
  readonly store: WatchStore &
    FigureStore &
    Pick<RunStore, "activeRun" | "onAppend" | "runs" | "events" | "entries" | "recordEntry">;
  /** Called at most once a second, after a change. */
  readonly publish: (view: OverviewView) => void;
  /** Told of failed turns and publishing, with the source's name; for the log. Readings show their own errors. */
  readonly report?: (source: string, error: unknown) => void;
  readonly intervals?: Partial<Intervals>;
  /** How alerts leave the console; absent: they do not. `consoleUrl`: where a browser finds it. */
  readonly notify?: Pick<SourceContext, "channels" | "consoleUrl" | "mailsFor">;
};

/** Watches one pool until stopped. */
export type Sweep = {
  /** Starts all loops; a second call does nothing. */
  readonly start: () => void;
  /** Resolves when no loop will touch a server again; what hangs is left behind. */
  readonly stop: () => Promise<void>;
  /** What is known now, judged now; null before the first reading. */
  readonly current: () => OverviewView | null;
  /** Every named check and the readiness of each direction, judged now. */
  readonly health: () => HealthView;
  /** Reads one instance afresh and keeps the reading. @throws StepError effect "none" */
  readonly instanceNow: (name: string) => Promise<InstanceReading>;
};

const DEADLINE_MS = 25_000;
const MAX_AGE_MS = 30_000;
const PUBLISH_EVERY_MS = 1_000;
const DEFAULT_INTERVALS: Intervals = {
  instance: 3_000,
  logShipping: 3_000,
  lync: 5_000,
  share: 5_000,
  windowsService: 20_000,
  watermark: 60_000,
  capture: 60_000,
  run: 5_000,
  homeReturn: 3_000,
  work: 6_000,
  parity: 60_000,
  chain: 10_000,
  nextHop: 60_000,
  recoveryTime: 60_000,
  figures: 15_000,
};

/** Makes the watch of one pool. Every source has its own loop; a hung one delays no other. */
export function makeSweep(options: SweepOptions): Sweep {
  const { pool, ports, store } = options;
  const report = options.report ?? (() => undefined);
  const stopping = new AbortController();
  const running: Promise<void>[] = [];
  const stopListening: (() => void)[] = [];
  let seen: Seen = nothingSeen;
  const view = () => buildOverview(pool, seen, { now: ports.clock.now().toISOString(), maxAgeMs: MAX_AGE_MS });
  const publishSoon = makeThrottle({ ports, signal: stopping.signal, report, publish: () => options.publish(view()) });
  const change = (part: (seen: Seen) => Partial<Seen>) => {
    if (stopping.signal.aborted) return;
    seen = { ...seen, ...part(seen) };
    publishSoon();
  };
  const context = {
    pool,
    ports,
    store,
    change,
    seen: () => seen,
    maxAgeMs: MAX_AGE_MS,
    ...(options.notify ?? { channels: [], consoleUrl: "", mailsFor: async () => [] }),
    intervals: { ...DEFAULT_INTERVALS, ...options.intervals },
  };

  const start = () => {
    if (running.length > 0 || stopping.signal.aborted) return;
    for (const source of allSources(context)) {
      const onError = (error: unknown) => {
        source.failed(error);
        report(source.name, error);
      };
      const { work, intervalMs, deadlineMs = DEADLINE_MS } = source;
      running.push(runLoop({ clock: ports.clock, signal: stopping.signal, deadlineMs, intervalMs, work, onError }));
      if (source.name === "active run") stopListening.push(store.onAppend(() => void work().catch(onError)));
    }
  };
  return {
    start,
    stop: async () => {
      stopping.abort();
      for (const each of stopListening) each();
      await Promise.all(running);
    },
    health: () => buildHealth(pool, seen, ports.clock.now().toISOString()),
    current: () => (seen === nothingSeen ? null : view()),
    instanceNow: async (name) => {
      const reading = await readInstance(ports, pool, name);
      change((old) => ({ instances: { ...old.instances, [name]: readNow(ports.clock, reading) } }));
      return reading;
    },
  };
}

type Throttle = {
  readonly ports: Pick<Ports, "clock">;
  readonly signal: AbortSignal;
  readonly publish: () => void;
  readonly report: (source: string, error: unknown) => void;
};

// The first change is published at once, all that come within the next second together at its end.
function makeThrottle({ ports, signal, publish, report }: Throttle): () => void {
  let isPending = false;
  let nextAtMs = Number.NEGATIVE_INFINITY;
  const flush = async () => {
    const waitMs = nextAtMs - ports.clock.monotonicMs();
    if (waitMs > 0) await ports.clock.sleep(waitMs, signal);
    isPending = false;
    nextAtMs = ports.clock.monotonicMs() + PUBLISH_EVERY_MS;
    if (!signal.aborted) publish();
  };
  return () => {
    if (isPending) return;
    isPending = true;
    flush().catch((error: unknown) => {
      isPending = false;
      if (!signal.aborted) report("publish", error);
    });
  };
}
