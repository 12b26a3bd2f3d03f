import type { FigureUnit } from "#lib/domain/figures/figures-of.ts";

/** How a unit is shown: divided by this, under this word (`charts.units.<word>`). */
export type Scale = {
  readonly divisor: number;
  readonly word: "seconds" | "minutes" | "hours" | "milliseconds" | "count" | "kilobytes" | "gigabytes";
};

/** Seconds up to three minutes stay seconds; what is long is told in minutes or hours. Pure. */
export function scaleFor(unit: FigureUnit, highest: number): Scale {
  if (unit === "bytes") return { divisor: 1_073_741_824, word: "gigabytes" };
  if (unit !== "seconds") return { divisor: 1, word: unit };
  if (highest >= 3 * 3_600) return { divisor: 3_600, word: "hours" };
  return highest >= 180 ? { divisor: 60, word: "minutes" } : { divisor: 1, word: "seconds" };
}

/** A value on this scale, with one digit after the point where that says something. Pure. */
export function scaled(value: number, { divisor }: Scale): number {
  const exact = value / divisor;
  return Math.abs(exact) >= 100 ? Math.round(exact) : Math.round(exact * 10) / 10;
}
