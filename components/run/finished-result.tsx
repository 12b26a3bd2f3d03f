import { useTranslations } from "next-intl";
import { FigureCell } from "#components/ui/figure-cell.tsx";
import { secondsBetween } from "#components/ui/seconds-between.ts";
import { Time } from "#components/ui/time.tsx";
import { useDuration } from "#components/ui/use-duration.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { LossText } from "./loss-text.tsx";
import { NotProtected } from "./not-protected.tsx";
import { RoomsLost } from "./rooms-lost.tsx";

type FinishedResultProps = { readonly run: RunView };

/** Loss first, then what is not protected now. */
export function FinishedResult({ run }: FinishedResultProps) {
  const t = useTranslations("run.result");
  const duration = useDuration();
  const took = secondsBetween(run.startedAt, run.finishedAt);
  return (
    <>
      <section className="panel mb-3 grid min-[761px]:grid-cols-3" aria-label={t("label")}>
        <FigureCell label={t("lost")} value={<LossText loss={run.loss} />} note={<span>{t("lostNote")}</span>} />
        <FigureCell
          label={t("completeUpTo")}
          value={run.loss?.completeUpTo ? <Time at={run.loss.completeUpTo} look="day" /> : t("unknown")}
        />
        <FigureCell label={t("took")} value={took === null ? t("unknown") : duration(took)} />
      </section>
      <div className="g2 mb-3">
        <NotProtected items={run.notProtected} />
        <RoomsLost loss={run.loss} />
      </div>
    </>
  );
}
