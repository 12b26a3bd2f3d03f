import type { FigureRow, FigureStore } from "#lib/domain/figures/figure-store.ts";

/** For tests: figures in memory. */
export function memoryFigures(): FigureStore & { readonly figureRows: () => readonly FigureRow[] } {
  let kept: readonly FigureRow[] = [];
  return {
    figureRows: () => kept,
    saveFigures: async (_, row) => {
      const others = kept.filter((each) => each.grain !== row.grain || each.at !== row.at);
      kept = [...others, row].sort((a, b) => (a.at < b.at ? -1 : 1));
    },
    figures: async (_, of) =>
      kept.filter(({ grain, at }) => grain === of.grain && at >= of.from && at < of.to).slice(0, of.limit ?? 20_000),
    newestFigures: async (_, grain) => kept.filter((each) => each.grain === grain).at(-1)?.at ?? null,
    dropFigures: async (_, grain, before) => {
      kept = kept.filter((each) => each.grain !== grain || each.at >= before);
    },
  };
}
