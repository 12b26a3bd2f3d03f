import { figuresOf } from "#lib/domain/figures/figures-of.ts";
import { grains, mergeFigures, spanOf, spanStart } from "#lib/domain/figures/thin-figures.ts";
import { healthReadings } from "#lib/watch/seen.ts";
import type { Source, SourceContext } from "#lib/watch/source.ts";
import { buildHealth } from "./build-health.ts";

/** Spans made in one turn, so that a console that was off for days catches up without a burst. */
const spansATurn = 20;

/**
 * Keeps every figure: one row a turn, however long the history is. When a span of the next grain is full its rows become one there, and
 * what is older than its grain is kept is forgotten. A console that was off goes on where it stopped.
 */
export function figureSource(ctx: SourceContext): Source {
  const { pool, ports, store } = ctx;
  const doneUntil = new Map<number, string>();
  return {
    name: "figures",
    intervalMs: ctx.intervals.figures,
    // The gap in the chart says it.
    failed: () => undefined,
    work: async () => {
      const now = ports.clock.now().toISOString();
      const { checks } = buildHealth(pool, ctx.seen(), now);
      const figures = figuresOf(healthReadings(ctx.seen()), checks, now);
      const spans = Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, spanOf(value)]));
      await store.saveFigures(pool.fqdn, { grain: 0, at: now, figures: spans });
      for (const [i, { grain }] of grains.entries()) {
        const finer = grains[i - 1];
        if (finer === undefined || (doneUntil.get(grain) ?? "") >= spanStart(now, grain)) continue;
        const isDone = await thin(ctx, { from: finer.grain, to: grain, now });
        if (isDone) doneUntil.set(grain, spanStart(now, grain));
        await store.dropFigures(pool.fqdn, finer.grain, before(now, finer.keptSeconds));
        await store.dropFigures(pool.fqdn, grain, before(now, grains[i]?.keptSeconds ?? 0));
      }
      return undefined;
    },
  };
}

const before = (now: string, seconds: number) => new Date(Date.parse(now) - seconds * 1_000).toISOString();

/** Makes the spans of grain `to` that are full and not made yet, at most `spansATurn`; true when none is left. */
async function thin(
  { pool, store }: SourceContext,
  of: { readonly from: number; readonly to: number; readonly now: string },
): Promise<boolean> {
  const end = spanStart(of.now, of.to);
  const after = (at: string) => before(at, -of.to);
  const newest = await store.newestFigures(pool.fqdn, of.to);
  let from = newest === null ? "" : after(newest);
  for (let made = 0; made < spansATurn; made += 1) {
    const [first] = await store.figures(pool.fqdn, { grain: of.from, from, to: end, limit: 1 });
    if (first === undefined) return true;
    const start = spanStart(first.at, of.to);
    const rows = await store.figures(pool.fqdn, { grain: of.from, from: start, to: after(start) });
    await store.saveFigures(pool.fqdn, { grain: of.to, at: start, figures: mergeFigures(rows.map((r) => r.figures)) });
    from = after(start);
  }
  return false;
}
