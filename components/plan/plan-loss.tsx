import { useTranslations } from "next-intl";
import { LossText } from "#components/run/loss-text.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import { useDuration } from "#components/ui/use-duration.ts";
import type { PlanView } from "#lib/domain/views/plan-view.ts";

type PlanLossProps = { readonly plan: PlanView };

/** Chat that will be lost: messages as an interval, and the time it was written in, against the target. */
export function PlanLoss({ plan }: PlanLossProps) {
  const t = useTranslations("plan.figures");
  const duration = useDuration();
  const { loss, createdAt, targets } = plan;
  const from = loss?.completeUpTo ?? null;
  const seconds = from === null ? null : Math.max(0, (Date.parse(createdAt) - Date.parse(from)) / 1000);
  const target = targets.recoveryPointSeconds;
  return (
    <div className="px-4 py-3">
      <dt className="lbl">{t("loss")}</dt>
      <dd className="text-xl font-semibold">
        <LossText loss={loss} />
      </dd>
      {seconds === null ? null : (
        <dd className="text-xs text-ink-2">
          <span className="block">
            {t("span", { time: duration(seconds) })} <Time at={from} look="day" /> {t("until")}{" "}
            <Time at={createdAt} look="clock" />
          </span>
          <span className="flex flex-wrap gap-x-2">
            {t("lossTarget", { target: duration(target) })}
            <Status tone={seconds <= target ? "ok" : "bad"}>{t(seconds <= target ? "met" : "missed")}</Status>
          </span>
        </dd>
      )}
      {plan.lastChance?.isPlanned ? <dd className="text-xs text-ink-2">{t("savedByFence")}</dd> : null}
      {loss?.sampledAt ? (
        <dd className="text-xs text-ink-2">
          {t("sampledAt")} <Time at={loss.sampledAt} look="day" />
        </dd>
      ) : null}
    </div>
  );
}
