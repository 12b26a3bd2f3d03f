import type { Chart, Range } from "#lib/domain/figures/charts.ts";
import type { FigureName } from "#lib/domain/figures/figures-of.ts";
import type { RunRow } from "#lib/domain/store-port.ts";

/** A run as a mark in a chart. */
export type RunMark = Pick<RunRow, "id" | "label" | "procedure" | "status" | "startedAt" | "finishedAt">;

/** The page of charts. */
export type ChartsView = {
  readonly homeName: string;
  readonly otherName: string;
  readonly range: Range;
  readonly from: string;
  readonly to: string;
  /** Seconds that one point stands for. */
  readonly stepSeconds: number;
  /** Backup and copy lag: chat that would be lost. */
  readonly lost: Chart;
  /** Restore lag: minutes added to a failover. */
  readonly notRestored: Chart;
  /** The figure that was chosen. */
  readonly chosen: { readonly figure: FigureName; readonly chart: Chart };
  /** Newest first, those within the range. */
  readonly runs: readonly RunMark[];
};
