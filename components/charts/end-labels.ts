/** The top of an axis of four round steps. Never 0. Pure. */
export function axisTop(highest: number): number {
  const least = (highest > 0 ? highest : 1) / 4;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 1.5, 2, 3, 4, 5, 8, 10].find((each) => each * power >= least - power * 1e-9) ?? 10;
  // 0.1 + 0.2: what a computer adds to round figures is left out.
  return Number((step * power * 4).toPrecision(12));
}

/** Heights moved apart until each two are at least `gap` apart and none is below `bottom`; their order stays. Pure. */
export function movedApart(heights: readonly number[], gap: number, bottom: number): readonly number[] {
  const order = heights.map((_, i) => i).sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0));
  const moved = [...heights];
  order.forEach((at, i) => {
    const above = order[i - 1];
    if (above !== undefined) moved[at] = Math.max(moved[at] ?? 0, (moved[above] ?? 0) + gap);
  });
  // What was pushed below the bottom pushes those above it up.
  let limit = bottom;
  for (const at of order.toReversed()) {
    moved[at] = Math.min(moved[at] ?? 0, limit);
    limit = (moved[at] ?? 0) - gap;
  }
  return moved;
}
