import { useTranslations } from "next-intl";
import { FigureCell } from "#components/ui/figure-cell.tsx";
import { useDuration } from "#components/ui/use-duration.ts";
import type { HistoryFigures as Figures } from "#lib/domain/history-figures.ts";

type HistoryFiguresProps = {
  readonly total: number;
  readonly finished: number;
  readonly succeeded: number;
  readonly figures: Figures & { readonly of: number; readonly targetSeconds: number };
};

/** Over everything that the filter leaves, not over the page. */
export function HistoryFigures({ total, finished, succeeded, figures }: HistoryFiguresProps) {
  const t = useTranslations("history.figures");
  const duration = useDuration();
  const { recovered, withinTarget, medianSeconds, longestSeconds, targetSeconds } = figures;
  return (
    <section className="panel mb-3 grid min-[761px]:grid-cols-4" aria-label={t("label")}>
      <FigureCell label={t("runs")} value={total} note={<span>{t("finished", { count: finished })}</span>} />
      <FigureCell
        label={t("succeeded")}
        value={finished === 0 ? t("none") : t("of", { part: succeeded, all: finished })}
        note={<span>{t("succeededNote")}</span>}
      />
      <FigureCell
        label={t("typical")}
        value={medianSeconds === null ? t("none") : duration(medianSeconds)}
        note={<span>{longestSeconds === null ? t("noneBack") : t("longest", { time: duration(longestSeconds) })}</span>}
      />
      <FigureCell
        label={t("target")}
        value={recovered === 0 ? t("none") : t("of", { part: withinTarget, all: recovered })}
        note={<span>{t("targetNote", { target: duration(targetSeconds), count: figures.of })}</span>}
      />
    </section>
  );
}
