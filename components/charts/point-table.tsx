import { useTranslations } from "next-intl";
import { Time } from "#components/ui/time.tsx";
import type { ChartLine } from "#lib/domain/figures/charts.ts";
import { type Scale, scaled } from "./scale.ts";

type PointTableProps = {
  readonly caption: string;
  readonly labels: readonly string[];
  readonly lines: readonly ChartLine[];
  readonly scale: Scale;
  readonly unit: string;
};

/** The same points as the picture, newest first; a gap is said. */
export function PointTable({ caption, labels, lines, scale, unit }: PointTableProps) {
  const t = useTranslations("charts");
  const count = lines[0]?.points.length ?? 0;
  const rows = Array.from({ length: count }, (_, i) => count - 1 - i);
  return (
    <details className="mt-1">
      <summary aria-label={t("tableOf", { title: caption })}>{t("asTable")}</summary>
      <table>
        <caption className="sr-only">{t("tableOf", { title: caption })}</caption>
        <thead>
          <tr>
            <th scope="col">{t("time")}</th>
            {labels.map((label) => (
              <th key={label} scope="col">
                {t("columns", { label, unit })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((i) => (
            <tr key={lines[0]?.points[i]?.at}>
              <th scope="row">
                <Time at={lines[0]?.points[i]?.at ?? null} look="day" />
              </th>
              {lines.map(({ points }, n) => {
                const span = points[i]?.span ?? null;
                return (
                  <td key={labels[n]}>
                    {span === null
                      ? t("notKnown")
                      : t("cell", {
                          least: scaled(span.least, scale),
                          mean: scaled(span.sum / span.count, scale),
                          most: scaled(span.most, scale),
                        })}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
