import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RecoveryTime } from "#components/health/recovery-time.tsx";
import { FigureCell } from "#components/ui/figure-cell.tsx";
import { Status } from "#components/ui/status.tsx";
import { useDuration } from "#components/ui/use-duration.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";

type AnswerFiguresProps = { readonly overview: OverviewView; readonly day: ReactNode };

/** Recovery point and recovery time against their targets. */
export function AnswerFigures({ overview, day }: AnswerFiguresProps) {
  const t = useTranslations("verdict");
  const duration = useDuration();
  const rp = overview.recoveryPointSeconds;
  const target = overview.targets.recoveryPointSeconds;
  return (
    <>
      <div className="border-line max-[760px]:border-t min-[761px]:border-l">
        <FigureCell
          label={t("recoveryPoint.label")}
          value={rp === null ? <Status tone="unknown">{t("recoveryPoint.unknown")}</Status> : duration(rp)}
          below={day}
          note={
            <>
              <span>{t("recoveryPoint.target", { target: duration(target) })}</span>
              {rp === null ? null : (
                <Status tone={rp <= target ? "ok" : "bad"}>
                  {rp <= target ? t("recoveryPoint.met") : t("recoveryPoint.missed")}
                </Status>
              )}
            </>
          }
        />
      </div>
      <div className="border-line max-[760px]:border-t min-[761px]:border-l">
        <RecoveryTime
          label={t("recoveryTime.label")}
          time={overview.recoveryTime}
          target={overview.targets.recoveryTimeSeconds}
          now={overview.serverNow}
        />
      </div>
    </>
  );
}
