import { useTranslations } from "next-intl";
import { Sparkline } from "#components/charts/sparkline.tsx";
import { RecoveryTime } from "#components/health/recovery-time.tsx";
import { FigureCell } from "#components/ui/figure-cell.tsx";
import { Status } from "#components/ui/status.tsx";
import { useDuration } from "#components/ui/use-duration.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import type { RecoveryPointDay } from "#lib/domain/views/recovery-point-day.ts";

type AnswerFiguresProps = { readonly overview: OverviewView; readonly day: RecoveryPointDay | null };

/** Recovery point and recovery time against their targets. */
export function AnswerFigures({ overview, day }: AnswerFiguresProps) {
  const t = useTranslations("verdict");
  const duration = useDuration();
  const rp = overview.recoveryPointSeconds;
  const target = overview.targets.recoveryPointSeconds;
  // The day's points end with the page's last reading of them; now is one more.
  const kept = day?.highest ?? null;
  const highest = kept === null ? null : Math.max(kept, rp ?? 0);
  return (
    <>
      <div className="border-line max-[760px]:border-t min-[761px]:border-l">
        <FigureCell
          label={t(highest === null ? "recoveryPoint.label" : "recoveryPoint.labelDay")}
          value={rp === null ? <Status tone="unknown">{t("recoveryPoint.unknown")}</Status> : duration(rp)}
          below={day === null || highest === null ? null : <Sparkline day={{ ...day, highest }} />}
          note={
            <>
              <span>
                {highest === null
                  ? t("recoveryPoint.target", { target: duration(target) })
                  : t("recoveryPoint.targetAndHighest", { target: duration(target), highest: duration(highest) })}
              </span>
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
