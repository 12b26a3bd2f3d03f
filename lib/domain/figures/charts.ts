import type { FigureRow } from "./figure-store.ts";
import { type FigureName, type FigureUnit, figureUnits } from "./figures-of.ts";
import { type FigureSpan, mergeFigures, spanStart } from "./thin-figures.ts";

/** How far back a chart looks, what it is read from, and how much time one point stands for. Seconds. */
export const ranges = {
  "1h": { seconds: 3_600, grain: 0, step: 15 },
  "24h": { seconds: 86_400, grain: 300, step: 300 },
  "7d": { seconds: 7 * 86_400, grain: 3_600, step: 3_600 },
  "30d": { seconds: 30 * 86_400, grain: 3_600, step: 3 * 3_600 },
  "90d": { seconds: 90 * 86_400, grain: 3_600, step: 8 * 3_600 },
} as const;
export type Range = keyof typeof ranges;
export const rangeNames = ["1h", "24h", "7d", "30d", "90d"] as const satisfies readonly Range[];

/** One point of a line; null: nothing was known then, and the line has a gap. */
export type ChartPoint = { readonly at: string; readonly span: FigureSpan | null };
export type ChartLine = {
  readonly figure: FigureName;
  /** The instance, or null for the pool's own figures. */
  readonly target: string | null;
  readonly points: readonly ChartPoint[];
};
export type Chart = {
  readonly unit: FigureUnit;
  readonly lines: readonly ChartLine[];
  /** What it is held against, in the same unit. */
  readonly threshold: number | null;
};

/** Rows as points, one for each step from `from` to `to`, gaps included. Pure. */
export function pointsOf(
  rows: readonly FigureRow[],
  of: { readonly from: string; readonly to: string; readonly step: number },
): readonly { readonly at: string; readonly figures: Readonly<Record<string, FigureSpan>> }[] {
  const byStep = new Map<string, FigureRow["figures"][]>();
  for (const { at, figures } of rows) {
    const start = spanStart(at, of.step);
    byStep.set(start, [...(byStep.get(start) ?? []), figures]);
  }
  const points = [];
  for (let ms = Date.parse(spanStart(of.from, of.step)); ms < Date.parse(of.to); ms += of.step * 1_000) {
    const at = new Date(ms).toISOString();
    points.push({ at, figures: mergeFigures(byStep.get(at) ?? []) });
  }
  return points;
}

/** Every line that a figure has in these points: the pool's own, or one for each instance. Pure. */
export function linesOf(figure: FigureName, points: ReturnType<typeof pointsOf>): readonly ChartLine[] {
  const keys = new Set(points.flatMap(({ figures }) => Object.keys(figures)));
  const own = [...keys].filter((key) => key === figure || key.startsWith(`${figure}@`)).sort();
  return own.map((key) => ({
    figure,
    target: key === figure ? null : key.slice(figure.length + 1),
    points: points.map(({ at, figures }) => ({ at, span: figures[key] ?? null })),
  }));
}

/** A chart of these figures, which have one unit. Pure. */
export function chartOf(
  figures: readonly [FigureName, ...FigureName[]],
  points: ReturnType<typeof pointsOf>,
  threshold: number | null,
): Chart {
  const lines = figures.flatMap((figure) => linesOf(figure, points));
  return { unit: figureUnits[figures[0]], lines, threshold };
}
