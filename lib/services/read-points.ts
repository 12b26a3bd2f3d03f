import { pointsOf, type Range, ranges } from "#lib/domain/figures/charts.ts";
import type { ServiceContext } from "./context.ts";

/** Every figure of a range up to now, as points with their gaps. Only reads. @throws AppError "store-failed" */
export async function readPoints(ctx: ServiceContext, range: Range) {
  const { store, pool, ports } = ctx.console;
  const { seconds, grain, step } = ranges[range];
  const to = ports.clock.now().toISOString();
  const from = new Date(Date.parse(to) - seconds * 1_000).toISOString();
  const rows = await store.figures(pool.fqdn, { grain, from, to });
  // The newest span is not full yet: its part so far is read as it was taken.
  const last = rows.at(-1)?.at;
  const after = last === undefined ? from : new Date(Date.parse(last) + grain * 1_000).toISOString();
  const newest = grain === 0 ? [] : await store.figures(pool.fqdn, { grain: 0, from: after, to, limit: 1_000 });
  return { from, to, step, points: pointsOf([...rows, ...newest], { from, to, step }) };
}
