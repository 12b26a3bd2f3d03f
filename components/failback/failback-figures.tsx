import { useTranslations } from "next-intl";
import { useSpan } from "#components/plan/use-span.ts";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { ownWay, usersOutOf } from "./plan-facts.ts";

type FailbackFiguresProps = { readonly plan: PlanView };

/** What a failback costs and what it ends in: no loss, users without chat, home protected. */
export function FailbackFigures({ plan }: FailbackFiguresProps) {
  const t = useTranslations("plan.failback.figures");
  const figures = useTranslations("plan.figures");
  const span = useSpan();
  const place = { home: plan.homeName, other: plan.otherName };
  const { runs, notMeasured, total } = plan.time;
  return (
    <dl className="divide-y divide-line">
      <div className="px-4 py-3">
        <dt className="lbl">{figures("loss")}</dt>
        <dd className="text-xl font-semibold">{t("none")}</dd>
        <dd className="text-xs text-ink-2">{t("proved")}</dd>
      </div>
      <div className="px-4 py-3">
        <dt className="lbl">{t("usersOut")}</dt>
        <dd className="text-xl font-semibold">{span(usersOutOf(plan))}</dd>
        <dd className="text-xs text-ink-2">
          <span className="block">{figures("whole", { time: span(ownWay(plan)?.total ?? total) })}</span>
          {runs === 0 ? t("noRuns") : figures("runs", { runs })}
          {notMeasured === 0 ? null : ` ${figures("notMeasured", { count: notMeasured })}`} {figures("withoutPeople")}
        </dd>
      </div>
      <div className="px-4 py-3">
        <dt className="lbl">{t("after")}</dt>
        <dd className="text-xl font-semibold">{t("serves", place)}</dd>
        <dd className="text-xs text-ink-2">{t("protectedBy", place)}</dd>
      </div>
    </dl>
  );
}
