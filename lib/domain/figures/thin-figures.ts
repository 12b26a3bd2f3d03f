/** A figure over a span of time: what was least and most, and what the mean is made from. */
export type FigureSpan = {
  readonly least: number;
  readonly most: number;
  readonly sum: number;
  readonly count: number;
};

type Figures = Readonly<Record<string, FigureSpan>>;

/** How long figures are kept: as read for two days, then over five minutes for a month, then over an hour for 400 days. Seconds. */
export const grains = [
  { grain: 0, keptSeconds: 2 * 86_400 },
  { grain: 300, keptSeconds: 31 * 86_400 },
  { grain: 3_600, keptSeconds: 400 * 86_400 },
] as const;

/** One reading as a span. */
export function spanOf(value: number): FigureSpan {
  return { least: value, most: value, sum: value, count: 1 };
}

/** Several rows as one: peaks stay peaks. A figure that none of them has stays absent. Pure. */
export function mergeFigures(rows: readonly Figures[]): Figures {
  const merged: Record<string, FigureSpan> = {};
  for (const row of rows)
    for (const [name, span] of Object.entries(row)) {
      const before = merged[name];
      merged[name] = before === undefined ? span : mergeSpans(before, span);
    }
  return merged;
}

function mergeSpans(a: FigureSpan, b: FigureSpan): FigureSpan {
  return {
    least: Math.min(a.least, b.least),
    most: Math.max(a.most, b.most),
    sum: a.sum + b.sum,
    count: a.count + b.count,
  };
}

/** The beginning of the span of `seconds` that a time lies in. ISO UTC. */
export function spanStart(at: string, seconds: number): string {
  const ms = seconds * 1_000;
  return new Date(Math.floor(Date.parse(at) / ms) * ms).toISOString();
}
