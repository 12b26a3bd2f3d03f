"use client";

import { useFormatter } from "next-intl";
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceArea,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { axisTop, movedApart } from "./end-labels.ts";

export type FigureLinesProps = {
  readonly title: string;
  readonly unit: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly lines: readonly {
    readonly key: string;
    readonly label: string;
    readonly points: readonly { readonly ms: number; readonly value: number | null }[];
  }[];
  readonly threshold: { readonly value: number; readonly label: string } | null;
  readonly runs: readonly {
    readonly label: string;
    readonly startMs: number;
    readonly endMs: number;
    readonly isAborted: boolean;
  }[];
};

// Colour is third: each line has its own dash and its name at its end.
const looks = [
  { stroke: "var(--chart-1)", dash: "" },
  { stroke: "var(--chart-2)", dash: "5 3" },
  { stroke: "var(--chart-3)", dash: "2 2" },
  { stroke: "var(--ink-2)", dash: "8 3 2 3" },
] as const;

const axis = { fontSize: 12, fill: "var(--ink-3)" } as const;
const day = { day: "numeric", month: "short" } as const;
const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

const marginTop = 14;
/** The picture without its margin and the axis of time. */
const plotHeight = 200 - marginTop - 30;

/** A value between two gaps: no line leads to it. */
function isAlone(points: FigureLinesProps["lines"][number]["points"], index: number): boolean {
  const known = (i: number) => (points[i]?.value ?? null) !== null;
  return known(index) && !known(index - 1) && !known(index + 1);
}

/** Loaded when it is shown: the chart library is larger than the page. */
export function FigureLines({ title, unit, fromMs, toMs, lines, threshold, runs }: FigureLinesProps) {
  const format = useFormatter();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const isLong = toMs - fromMs > 2 * 86_400_000;
  const tick = (ms: number) => format.dateTime(new Date(ms), { ...(isLong ? day : clock), timeZone });
  const full = (ms: number) => format.dateTime(new Date(ms), { ...day, ...clock, timeZone });
  const data = (lines[0]?.points ?? []).map(({ ms }, i) => ({
    ms,
    ...Object.fromEntries(lines.map(({ key, points }) => [key, points[i]?.value ?? null])),
  }));
  const ends = lines.map(({ points }) => points.findLast(({ value }) => value !== null)?.value ?? null);
  const known = lines.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []));
  const top = axisTop(Math.max(0, threshold?.value ?? 0, ...known));
  // The threshold's name stands at the same edge: it comes first, and the names of the lines give way to it.
  const named = [threshold?.value ?? top * 2, ...ends.map((end) => end ?? top * 2)];
  const heights = named.map((value) => plotHeight * (1 - value / top));
  const places = movedApart(heights, 12, plotHeight);
  const moved = (i: number) => (places[i] ?? 0) - (heights[i] ?? 0);
  return (
    <ResponsiveContainer width="100%" height={200}>
      <LineChart
        data={data}
        title={title}
        margin={{ top: marginTop, right: 116, bottom: 0, left: 0 }}
        accessibilityLayer
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="ms"
          type="number"
          domain={[fromMs, toMs]}
          tickFormatter={tick}
          tick={axis}
          stroke="var(--line)"
        />
        <YAxis
          domain={[0, top]}
          ticks={[0, 1, 2, 3, 4].map((each) => Number(((top / 4) * each).toPrecision(12)))}
          tick={axis}
          width={44}
          stroke="var(--line)"
        />
        {runs.map((run) => (
          <ReferenceArea
            key={run.label}
            x1={Math.max(run.startMs, fromMs)}
            x2={Math.min(run.endMs, toMs)}
            fill="var(--idle-soft)"
            ifOverflow="hidden"
          />
        ))}
        {runs.map((run) => (
          <ReferenceDot
            key={run.label}
            x={Math.max(run.startMs, fromMs)}
            y={0}
            shape={({ cx = 0, cy = 0 }: { readonly cx?: number; readonly cy?: number }) => (
              <path
                d={run.isAborted ? `M${cx - 4} ${cy - 8}l8 8m0 -8l-8 8` : `M${cx - 4} ${cy - 8}h8v8h-8z`}
                stroke="var(--ink)"
                strokeWidth={2}
                fill={run.isAborted ? "none" : "var(--ink)"}
              />
            )}
            label={{ value: run.label, position: "top", offset: 12, ...axis }}
          />
        ))}
        {threshold === null ? null : (
          <ReferenceLine
            y={threshold.value}
            stroke="var(--warn-fill)"
            strokeDasharray="6 4"
            ifOverflow="extendDomain"
            label={{ value: threshold.label, position: "right", fontSize: 12, fill: "var(--warn)", dy: moved(0) }}
          />
        )}
        {lines.map(({ key, label, points }, i) => {
          const { stroke, dash } = looks[i % looks.length] ?? looks[0];
          const last = points.findLastIndex(({ value }) => value !== null);
          return (
            <Line
              key={key}
              dataKey={key}
              name={label}
              type="linear"
              stroke={stroke}
              strokeDasharray={dash}
              strokeWidth={1.5}
              dot={({ index, cx, cy }) =>
                isAlone(points, index) ? <circle key={index} cx={cx} cy={cy} r={2} fill={stroke} /> : <g key={index} />
              }
              isAnimationActive={false}
              connectNulls={false}
              label={({ index, x, y }) =>
                index === last ? (
                  <text x={Number(x) + 6} y={Number(y) + 4 + moved(i + 1)} fontSize={12} fill={stroke}>
                    {label}
                  </text>
                ) : (
                  <g />
                )
              }
            />
          );
        })}
        <Tooltip
          isAnimationActive={false}
          labelFormatter={(ms) => full(Number(ms))}
          formatter={(value) => `${String(value)} ${unit}`}
          contentStyle={{ background: "var(--surface)", borderColor: "var(--line-strong)", fontSize: 12 }}
        />
      </LineChart>
    </ResponsiveContainer>
  );
}
