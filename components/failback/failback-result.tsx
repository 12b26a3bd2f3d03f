import { useTranslations } from "next-intl";
import { FigureCell } from "#components/ui/figure-cell.tsx";
import { secondsBetween } from "#components/ui/seconds-between.ts";
import { Status } from "#components/ui/status.tsx";
import { useDuration } from "#components/ui/use-duration.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { backHome } from "./back-home.ts";

type FailbackResultProps = { readonly run: RunView; readonly other: string };

/** Whether everything came along, how long nobody chatted, how long all of it took. */
export function FailbackResult({ run, other }: FailbackResultProps) {
  const t = useTranslations("run.failback");
  const duration = useDuration();
  const { isProvenEqual, offlineSeconds } = backHome(run);
  const took = secondsBetween(run.startedAt, run.finishedAt);
  return (
    <section className="panel run-time grid min-[761px]:grid-cols-3" aria-label={t("result")}>
      <FigureCell
        label={t("carried")}
        value={isProvenEqual ? <Status tone="ok">{t("all")}</Status> : <Status tone="idle">{t("notYet")}</Status>}
        note={<span>{isProvenEqual ? t("allMeans", { other }) : t("notYetMeans")}</span>}
      />
      <FigureCell
        label={t("offline")}
        value={offlineSeconds === null ? t("notKnown") : duration(offlineSeconds)}
        note={<span>{t("offlineMeans")}</span>}
      />
      <FigureCell label={t("took")} value={took === null ? t("notKnown") : duration(took)} />
    </section>
  );
}
