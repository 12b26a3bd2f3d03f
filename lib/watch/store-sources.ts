import { mayCapture, takeCapture } from "./captures.ts";
import { buildOverview } from "./overview.ts";
import type { Source, SourceContext } from "./source.ts";

/** Looks once a minute whether what the procedures destroy has changed, and stores it while the pool is healthy. */
export function captureSource(ctx: SourceContext): Source {
  const { pool, ports, store, intervals } = ctx;
  return {
    name: "capture",
    intervalMs: intervals.capture,
    // Its age says it: a capture that stays old is shown as old.
    failed: () => undefined,
    work: async () => {
      const previous = await store.newestCapture(pool.fqdn);
      if (previous !== null) ctx.change(() => ({ captureAt: previous.takenAt }));
      const isHealthy = () =>
        mayCapture(buildOverview(pool, ctx.seen(), { now: ports.clock.now().toISOString(), maxAgeMs: ctx.maxAgeMs }));
      if (!isHealthy()) return intervals.instance;
      const capture = await takeCapture(ports, pool, previous);
      // A run may have begun while the servers were read: what was then read may be half removed.
      if (capture === null || !isHealthy()) return undefined;
      await store.saveCapture(capture);
      ctx.change(() => ({ captureAt: capture.takenAt }));
      return undefined;
    },
  };
}

/** Keeps the run that has not ended in view. */
export function activeRunSource(ctx: SourceContext): Source {
  return {
    name: "active run",
    intervalMs: ctx.intervals.run,
    failed: () => undefined,
    work: async () => {
      const run = await ctx.store.activeRun(ctx.pool.fqdn);
      ctx.change(() => ({ activeRun: run === null ? null : { id: run.id, label: run.label, status: run.status } }));
      return undefined;
    },
  };
}
