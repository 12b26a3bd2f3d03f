import { useTranslations } from "next-intl";
import { FigureCell } from "#components/ui/figure-cell.tsx";
import { Time } from "#components/ui/time.tsx";
import { useDuration } from "#components/ui/use-duration.ts";
import type { HistoryFigures as Figures, PointFigures } from "#lib/domain/history-figures.ts";

type HistoryFiguresProps = {
  readonly total: number;
  readonly finished: number;
  readonly succeeded: number;
  readonly figures: Figures & { readonly of: number; readonly targetSeconds: number };
  readonly points: PointFigures & { readonly targetSeconds: number };
  readonly drills: {
    readonly count: number;
    readonly failoverAt: string | null;
    readonly lastAt: string | null;
    readonly dueAt: string | null;
  };
};

/** Over everything that the filter leaves, not over the page. */
export function HistoryFigures({ total, finished, succeeded, figures, points, drills }: HistoryFiguresProps) {
  const t = useTranslations("history.figures");
  const duration = useDuration();
  const { recovered, withinTarget, medianSeconds, longestSeconds, targetSeconds } = figures;
  return (
    <section className="panel mb-3 grid min-[761px]:grid-cols-3 min-[1280px]:grid-cols-6" aria-label={t("label")}>
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
      <FigureCell
        label={t("point")}
        value={points.known === 0 ? t("none") : t("of", { part: points.kept, all: points.known })}
        note={
          <span>
            {points.worstSeconds === null
              ? t("pointUnknown", { target: duration(points.targetSeconds) })
              : t("pointNote", { target: duration(points.targetSeconds), worst: duration(points.worstSeconds) })}
          </span>
        }
      />
      <FigureCell
        label={t(drills.failoverAt === null ? "drills" : "drillsSince")}
        value={drills.count}
        note={
          <span>
            {drills.dueAt === null
              ? t("neverDrilled")
              : t.rich("drillDue", { at: () => <Time at={drills.dueAt ?? ""} look="day" /> })}
          </span>
        }
      />
    </section>
  );
}
