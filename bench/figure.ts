import { appendFileSync } from "node:fs";

/** One figure of a benchmark, as one JSON line; `ok` says whether it holds its goal. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal: string;
  readonly ok: boolean;
};

/** Prints a figure; an index beside (BENCH_INDEX) gets the same line. Gives whether it holds. */
export function say(figure: Figure): boolean {
  const line = JSON.stringify({ ...figure, value: Math.round(figure.value * 1_000) / 1_000 });
  console.log(line);
  if (process.env.BENCH_INDEX) appendFileSync(process.env.BENCH_INDEX, `${line}\n`);
  return figure.ok;
}

/** A figure that must be at most `most`. */
export const atMost = (name: string, value: number, most: number, unit: string): boolean =>
  say({ name, value, unit, goal: `at most ${most}`, ok: value <= most });

/** A figure that must be at least `least`. */
export const atLeast = (name: string, value: number, least: number, unit: string): boolean =>
  say({ name, value, unit, goal: `at least ${least}`, ok: value >= least });

/** The middle one of several measurements of the same thing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
