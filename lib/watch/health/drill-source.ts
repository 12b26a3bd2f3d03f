import { readFailed, readNow } from "#lib/watch/loop.ts";
import type { Source, SourceContext } from "#lib/watch/source.ts";

const runsLookedAt = 200;
const startsLookedAt = 5_000;

/** When somebody last drilled, or failed over for good; and since when this console would know. Reads the audit only. */
export function drillSource(ctx: SourceContext): Source {
  const { pool, ports, store } = ctx;
  let recordSince: string | null = null;
  return {
    name: "drills",
    intervalMs: ctx.intervals.recoveryTime,
    failed: (error) => ctx.change((seen) => ({ drills: readFailed(seen.drills, error) })),
    work: async () => {
      const runs = await store.runs(pool.fqdn, runsLookedAt);
      const found = runs.find(
        ({ procedure, status, finishedAt }) =>
          (procedure === "failover" || procedure.includes("drill")) &&
          status.startsWith("succeeded") &&
          finishedAt !== null,
      );
      recordSince ??= (await store.entries("console", ["console-started"], startsLookedAt)).at(-1)?.at ?? null;
      const last = found?.finishedAt == null ? null : { label: found.label, at: found.finishedAt };
      const since = recordSince ?? ports.clock.now().toISOString();
      ctx.change(() => ({ drills: readNow(ports.clock, { last, recordSince: since }) }));
      return undefined;
    },
  };
}
