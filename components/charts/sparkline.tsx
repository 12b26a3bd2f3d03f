import type { ChartLine } from "#lib/domain/figures/charts.ts";
import { sparkPath, sparkY } from "./spark-path.ts";

type SparklineProps = {
  readonly line: ChartLine;
  readonly threshold: number | null;
  /** All that it says, in one sentence. */
  readonly label: string;
};

const [width, height] = [288, 28];

/** A line without axes, its target dashed. Its sentence stands for it. */
export function Sparkline({ line: { points }, threshold, label }: SparklineProps) {
  const top = Math.max(1, threshold ?? 0, ...points.map(({ span }) => span?.most ?? 0)) * 1.05;
  const box = { width, height, top };
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="h-7 min-w-0 flex-1"
    >
      {threshold === null ? null : (
        <line
          x1={0}
          x2={width}
          y1={sparkY(threshold, box)}
          y2={sparkY(threshold, box)}
          className="stroke-ink-3"
          strokeDasharray="4 3"
          vectorEffect="non-scaling-stroke"
        />
      )}
      <path
        d={sparkPath(points, box)}
        className="fill-none stroke-c1"
        strokeWidth={1.5}
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
