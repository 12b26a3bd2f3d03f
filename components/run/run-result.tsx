import { useTranslations } from "next-intl";
import { FigureCell } from "#components/ui/figure-cell.tsx";
import { secondsBetween } from "#components/ui/seconds-between.ts";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import { useDuration } from "#components/ui/use-duration.ts";
import { leavesHome } from "#lib/domain/procedures/procedure-id.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { LossText } from "./loss-text.tsx";

type RunResultProps = { readonly run: RunView; readonly overview: OverviewView };

/** Loss first, then time against its target. */
export function RunResult({ run, overview }: RunResultProps) {
  const t = useTranslations("run.result");
  const duration = useDuration();
  const took = secondsBetween(run.startedAt, run.finishedAt);
  const target = overview.targets.recoveryTimeSeconds;
  // The target is for bringing users back: what moves nobody has none.
  const hasTarget = leavesHome(run.procedure) || run.procedure === "mirror-failover";
  const counts = run.status === "succeeded" && took !== null;
  return (
    <section className="panel run-time grid min-[761px]:grid-cols-3" aria-label={t("label")}>
      {run.loss === null ? (
        <FigureCell label={t("lost")} value={t("nothing")} note={<span>{t("nothingNote")}</span>} />
      ) : (
        <>
          <FigureCell label={t("lost")} value={<LossText loss={run.loss} />} note={<span>{t("lostNote")}</span>} />
          <FigureCell
            label={t("completeUpTo")}
            value={run.loss.completeUpTo ? <Time at={run.loss.completeUpTo} look="day" /> : t("unknown")}
          />
        </>
      )}
      <FigureCell
        label={t("took")}
        value={took === null ? t("unknown") : duration(took)}
        note={
          hasTarget && (
            <>
              <span>{t("target", { target: duration(target) })}</span>
              {counts ? (
                <Status tone={took <= target ? "ok" : "bad"}>{t(took <= target ? "met" : "missed")}</Status>
              ) : null}
            </>
          )
        }
      />
    </section>
  );
}
