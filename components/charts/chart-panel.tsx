import { useTranslations } from "next-intl";
import { textOr } from "#components/ui/text-or.ts";
import type { Chart, ChartLine } from "#lib/domain/figures/charts.ts";
import type { ChartsView, RunMark } from "#lib/domain/views/charts-view.ts";
import { FigureChart } from "./figure-chart.tsx";
import { LineSummary } from "./line-summary.tsx";
import { PointTable } from "./point-table.tsx";
import { type Scale, scaled, scaleFor } from "./scale.ts";

type ChartPanelProps = {
  readonly title: string;
  readonly note: string;
  readonly chart: Chart;
  readonly view: Pick<ChartsView, "from" | "to" | "stepSeconds" | "runs">;
  /** What the threshold is called; null: there is none. */
  readonly thresholdName: string | null;
};

/** One chart: the picture, what it says in words, and every point as a table. */
export function ChartPanel({ title, note, chart, view, thresholdName }: ChartPanelProps) {
  const t = useTranslations("charts");
  const highest = Math.max(0, chart.threshold ?? 0, ...chart.lines.map(peak));
  const scale = scaleFor(chart.unit, highest);
  const unit = t(`units.${scale.word}`);
  const labels = useLabels(chart);
  const isEmpty = chart.lines.every(({ points }) => points.every(({ span }) => span === null));
  return (
    <section className="border-b border-line px-4 py-3 last:border-b-0" aria-label={title}>
      <h3 className="font-semibold">
        {title} <span className="text-xs font-normal text-ink-3">{t("inUnit", { note, unit })}</span>
      </h3>
      {isEmpty ? (
        <p className="py-4 text-ink-2">{t("empty")}</p>
      ) : (
        <>
          <div className="overflow-x-auto">
            <FigureChart
              title={title}
              unit={unit}
              fromMs={Date.parse(view.from)}
              toMs={Date.parse(view.to)}
              lines={chart.lines.map((line, i) => ({
                key: `l${i}`,
                label: labels[i] ?? "",
                points: drawn(line, scale),
              }))}
              threshold={
                chart.threshold === null || thresholdName === null
                  ? null
                  : {
                      value: scaled(chart.threshold, scale),
                      label: `${thresholdName} ${scaled(chart.threshold, scale)}`,
                    }
              }
              runs={view.runs.map((run) => mark(run, view.to))}
            />
          </div>
          <ul className="mt-1 grid gap-0.5 text-xs text-ink-2">
            {chart.lines.map((line, i) => (
              <LineSummary
                key={labels[i]}
                label={labels[i] ?? ""}
                line={line}
                scale={scale}
                unit={unit}
                threshold={chart.threshold}
              />
            ))}
          </ul>
          <PointTable caption={title} labels={labels} lines={chart.lines} scale={scale} unit={unit} />
        </>
      )}
    </section>
  );
}

function useLabels(chart: Chart): readonly string[] {
  const t = useTranslations("charts.figures");
  return chart.lines.map(({ figure, target }) => target ?? textOr(t, figure, figure));
}

const peak = ({ points }: ChartLine) => Math.max(0, ...points.map(({ span }) => span?.most ?? 0));

// A peak must not vanish in a mean: what is drawn is the highest of each step.
const drawn = (line: ChartLine, scale: Scale) =>
  line.points.map(({ at, span }) => ({ ms: Date.parse(at), value: span === null ? null : scaled(span.most, scale) }));

const mark = ({ label, startedAt, finishedAt, status }: RunMark, to: string) => ({
  label,
  startMs: Date.parse(startedAt),
  endMs: Date.parse(finishedAt ?? to),
  isAborted: status === "aborted" || status === "failed",
});
