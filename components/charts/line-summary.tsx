import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ChartLine } from "#lib/domain/figures/charts.ts";
import { type Scale, scaled } from "./scale.ts";

type LineSummaryProps = {
  readonly label: string;
  readonly line: ChartLine;
  readonly scale: Scale;
  readonly unit: string;
  readonly threshold: number | null;
};

/** What the line says in words: the newest value, the highest and when, how often it was over the threshold, and the gaps. */
export function LineSummary({ label, line, scale, unit, threshold }: LineSummaryProps) {
  const t = useTranslations("charts");
  const known = line.points.flatMap(({ at, span }) => (span === null ? [] : [{ at, most: span.most }]));
  const newest = known.at(-1);
  if (newest === undefined) return <li>{t("noPoint", { label })}</li>;
  const highest = known.reduce((a, b) => (b.most > a.most ? b : a));
  const over = threshold === null ? 0 : known.filter(({ most }) => most > threshold).length;
  // What was before the first reading is no gap: nobody looked yet.
  const first = line.points.findIndex(({ span }) => span !== null);
  const gaps = line.points.slice(first).filter(({ span }) => span === null).length;
  return (
    <li className="flex flex-wrap items-baseline gap-x-2">
      <span>
        {t("summary", { label, newest: scaled(newest.most, scale), highest: scaled(highest.most, scale), unit })}{" "}
        <Time at={highest.at} look="day" />
      </span>
      {over === 0 ? null : <Status tone="warn">{t("over", { over, all: known.length })}</Status>}
      {gaps === 0 ? null : <span className="text-ink-3">{t("gaps", { gaps, all: line.points.length - first })}</span>}
    </li>
  );
}
