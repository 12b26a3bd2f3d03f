import { useTranslations } from "next-intl";
import { LossText } from "#components/run/loss-text.tsx";
import { Time } from "#components/ui/time.tsx";
import { useDuration } from "#components/ui/use-duration.ts";
import type { PlanView } from "#lib/domain/views/run-view.ts";
import { PlanFinish } from "./plan-finish.tsx";

type PlanFiguresProps = { readonly plan: PlanView };

export function PlanFigures({ plan }: PlanFiguresProps) {
  const t = useTranslations("plan.figures");
  const duration = useDuration();
  return (
    <dl className="divide-y divide-line">
      <div className="px-4 py-3">
        <dt className="lbl">{t("loss")}</dt>
        <dd className="text-xl font-semibold">
          <LossText loss={plan.loss} />
        </dd>
        {plan.loss === null ? null : (
          <dd className="text-xs text-ink-2">
            {t("completeUpTo")} <Time at={plan.loss.completeUpTo} look="day" />
            {" · "}
            {t("sampledAt")} <Time at={plan.loss.sampledAt} look="day" />
          </dd>
        )}
      </div>
      <div className="px-4 py-3">
        <dt className="lbl">{t("time")}</dt>
        <dd className="text-xl font-semibold">
          {plan.estimateSeconds === null ? t("noEstimate") : `≈ ${duration(plan.estimateSeconds)}`}
        </dd>
        {plan.finish === null ? null : (
          <dd>
            <PlanFinish finish={plan.finish} order={plan.order} />
          </dd>
        )}
      </div>
    </dl>
  );
}
