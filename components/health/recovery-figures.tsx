import { useTranslations } from "next-intl";
import { Age } from "#components/ui/age.tsx";
import { FigureCell } from "#components/ui/figure-cell.tsx";
import { Status } from "#components/ui/status.tsx";
import { useDuration } from "#components/ui/use-duration.ts";
import type { HealthView } from "#lib/domain/views/health-view.ts";
import { RecoveryTime } from "./recovery-time.tsx";

type RecoveryFiguresProps = { readonly health: HealthView };

/** Loss and time are two things: what would be lost, and how long it would take. Each figure with its age. */
export function RecoveryFigures({ health }: RecoveryFiguresProps) {
  const t = useTranslations("health.recovery");
  const { loss, chain, time, targets } = health.recovery;
  const now = health.serverNow;
  const cell = "border-line max-[760px]:border-t min-[761px]:border-l first:border-0";
  const { fewest = null, most = null, sampledAt = null } = loss.value ?? {};
  return (
    <section
      className="panel mb-3 grid grid-cols-1 min-[761px]:grid-cols-4"
      aria-label={t("title", { home: health.homeName })}
    >
      <div className={cell}>
        <PointCell health={health} />
      </div>
      <div className={cell}>
        <FigureCell
          label={t("messages")}
          value={
            fewest === null ? (
              <Status tone="unknown">{t("unknown")}</Status>
            ) : most === null ? (
              t("atLeast", { fewest })
            ) : fewest === most ? (
              fewest
            ) : (
              t("between", { fewest, most })
            )
          }
          note={
            <span>
              {t("sampled")} <Age at={sampledAt} now={now} />
            </span>
          }
        />
      </div>
      <div className={cell}>
        <FigureCell
          label={t("chain")}
          value={
            chain.value === null || chain.error !== null ? (
              <Status tone="unknown">{t("unknown")}</Status>
            ) : (
              <span className="text-xl">{t("filesToApply", { count: chain.value.toApply })}</span>
            )
          }
          note={
            <span className="break-words">
              {chain.value === null ? "" : t("lsnSpan", { from: chain.value.redoLsn, to: chain.value.endLsn })}{" "}
              <Age at={chain.at} now={now} />
            </span>
          }
        />
      </div>
      <div className={cell}>
        <RecoveryTime label={t("time")} time={time} target={targets.recoveryTimeSeconds} now={now} />
      </div>
    </section>
  );
}

function PointCell({ health }: RecoveryFiguresProps) {
  const t = useTranslations("health.recovery");
  const duration = useDuration();
  const { lags, targets } = health.recovery;
  const { backupLagSeconds: backup = null, copyLagSeconds: copy = null } = lags.value ?? {};
  const { seconds: point, brokenAfter } = health.recovery.point;
  const { uncertainSeconds: uncertain = null } = lags.value ?? {};
  const target = targets.recoveryPointSeconds;
  return (
    <FigureCell
      label={t("point")}
      value={point === null ? <Status tone="unknown">{t("unknown")}</Status> : duration(point)}
      note={
        <>
          <span className="min-w-0 [overflow-wrap:anywhere]">
            {brokenAfter !== null
              ? t("brokenAfter", { file: brokenAfter })
              : backup === null || copy === null
                ? t("target", { target: duration(target) })
                : t("backupAndCopy", { backup: duration(backup), copy: duration(copy) })}
            {point === null
              ? " "
              : ` ${uncertain === null ? t("twoClocks") : t("plusMinus", { time: duration(uncertain) })} `}
            <Age at={lags.at} now={health.serverNow} />
          </span>
          {point === null ? null : (
            <Status tone={point <= target ? "ok" : "bad"}>{t(point <= target ? "met" : "missed")}</Status>
          )}
        </>
      }
    />
  );
}
