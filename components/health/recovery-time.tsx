import { useTranslations } from "next-intl";
import { Age } from "#components/ui/age.tsx";
import { FigureCell } from "#components/ui/figure-cell.tsx";
import { Status } from "#components/ui/status.tsx";
import { useDuration } from "#components/ui/use-duration.ts";
import { enoughRuns } from "#lib/domain/plan/forecast-time.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";

type RecoveryTimeProps = {
  readonly label: string;
  readonly time: OverviewView["recoveryTime"];
  /** Seconds. */
  readonly target: number;
  readonly now: string;
};

/** A forecast that is open upwards never counts as met. */
export function RecoveryTime({ label, time, target, now }: RecoveryTimeProps) {
  const t = useTranslations("health.recovery");
  const duration = useDuration();
  const span = time.error === null ? time.value : null;
  const limit = t("target", { target: duration(target) });
  if (span === null)
    return (
      <FigureCell
        label={label}
        value={<Status tone="unknown">{t("unknown")}</Status>}
        note={
          <span>
            {limit} <Age at={time.at} now={now} />
          </span>
        }
      />
    );
  const { fewest, most, runs } = span;
  const value =
    most === null
      ? t("openTime", { fewest: duration(fewest) })
      : fewest === most
        ? duration(fewest)
        : t("span", { fewest: duration(fewest), most: duration(most) });
  return (
    <FigureCell
      label={label}
      value={value}
      note={
        <>
          <span>
            {limit}, {t(runs === 0 ? "estimate" : runs < enoughRuns ? "measuredRuns" : "percentiles", { runs })}
          </span>
          {fewest > target ? (
            <Status tone="bad">{t("missed")}</Status>
          ) : most !== null && most <= target ? (
            <Status tone="ok">{t("met")}</Status>
          ) : null}
        </>
      }
    />
  );
}
