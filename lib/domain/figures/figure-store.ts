import type { FigureSpan } from "./thin-figures.ts";

/** All figures at one time, or over the `grain` seconds that begin there. Grain 0: as read. A figure that was not known is absent. */
export type FigureRow = {
  readonly grain: number;
  /** ISO UTC. */
  readonly at: string;
  readonly figures: Readonly<Record<string, FigureSpan>>;
};

export interface FigureStore {
  /** One statement. A second call for the same time replaces the first. @throws AppError "store-failed" */
  saveFigures(poolFqdn: string, row: FigureRow): Promise<void>;
  /** Oldest first, `from` included, `to` not; at most `limit`, default 20,000. @throws AppError "store-failed" */
  figures(
    poolFqdn: string,
    of: { readonly grain: number; readonly from: string; readonly to: string; readonly limit?: number },
  ): Promise<readonly FigureRow[]>;
  /** Time of the newest row of this grain, or null. @throws AppError "store-failed" */
  newestFigures(poolFqdn: string, grain: number): Promise<string | null>;
  /** Forgets rows of this grain before a time. @throws AppError "store-failed" */
  dropFigures(poolFqdn: string, grain: number, before: string): Promise<void>;
}
