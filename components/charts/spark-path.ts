import type { ChartPoint } from "#lib/domain/figures/charts.ts";

type Box = { readonly width: number; readonly height: number; readonly top: number };

/** Where a value stands in the box. Pure. */
export const sparkY = (value: number, { height, top }: Box): number => height - 1 - (value / top) * (height - 2);

/** An SVG path through the highest of each point; a gap stays a gap, and one reading between two gaps is a dot. Pure. */
export function sparkPath(points: readonly ChartPoint[], box: Box): string {
  const step = points.length < 2 ? 0 : box.width / (points.length - 1);
  return points
    .map(({ span }, i) => {
      if (span === null) return "";
      const at = `${(i * step).toFixed(1)} ${sparkY(span.most, box).toFixed(1)}`;
      return (points[i - 1]?.span ?? null) === null ? `M${at}L${at}` : `L${at}`;
    })
    .join("");
}
