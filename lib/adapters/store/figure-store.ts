import { z } from "zod";
import type { FigureStore } from "#lib/domain/figures/figure-store.ts";
import { type FigureSpan, spanOf } from "#lib/domain/figures/thin-figures.ts";
import { guarded, type StoreContext } from "./transact.ts";

const stored = z.record(z.string(), z.union([z.number(), z.tuple([z.number(), z.number(), z.number(), z.number()])]));
const usualLimit = 20_000;

/** Figures in the audit database, one row for all of one time. */
export function makeFigureStore({ prisma }: StoreContext): FigureStore {
  return {
    saveFigures: (poolFqdn, { grain, at, figures }) =>
      guarded("figures", async () => {
        const text = JSON.stringify(Object.fromEntries(Object.entries(figures).map(([k, span]) => [k, short(span)])));
        const where = { poolFqdn_grain_at: { poolFqdn, grain, at } };
        await prisma.figures.upsert({
          where,
          create: { poolFqdn, grain, at, figures: text },
          update: { figures: text },
        });
      }),
    figures: (poolFqdn, { grain, from, to, limit = usualLimit }) =>
      guarded("figures", async () => {
        const where = { poolFqdn, grain, at: { gte: from, lt: to } };
        const rows = await prisma.figures.findMany({ where, orderBy: { at: "asc" }, take: limit });
        return rows.map((row) => ({ grain: row.grain, at: row.at, figures: parse(row.figures) }));
      }),
    newestFigures: (poolFqdn, grain) =>
      guarded("figures", async () => {
        const where = { poolFqdn, grain };
        const row = await prisma.figures.findFirst({ where, orderBy: { at: "desc" }, select: { at: true } });
        return row?.at ?? null;
      }),
    dropFigures: (poolFqdn, grain, before) =>
      guarded("figures", async () => {
        await prisma.figures.deleteMany({ where: { poolFqdn, grain, at: { lt: before } } });
      }),
  };
}

const short = ({ least, most, sum, count }: FigureSpan) => (count === 1 ? most : [least, most, sum, count]);

function parse(text: string): Readonly<Record<string, FigureSpan>> {
  return Object.fromEntries(
    Object.entries(stored.parse(JSON.parse(text))).map(([name, value]) => {
      if (typeof value === "number") return [name, spanOf(value)];
      const [least, most, sum, count] = value;
      return [name, { least, most, sum, count }];
    }),
  );
}
