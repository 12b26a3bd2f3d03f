import { useTranslations } from "next-intl";
import { useBytes } from "#components/plan/use-bytes.ts";
import { useSpan } from "#components/plan/use-span.ts";
import type { FormAction } from "#components/ui/action-result.ts";
import { Panel } from "#components/ui/panel.tsx";
import { StackedTable } from "#components/ui/stacked-table.tsx";
import { Status } from "#components/ui/status.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { PlanAgain } from "./plan-again.tsx";
import { wayOf } from "./plan-facts.ts";

type CompareWaysProps = {
  readonly plan: PlanView;
  readonly allowed: boolean;
  readonly planAgain: FormAction<{ readonly planId: string }>;
};

/** Both ways home beside each other, from measured figures only. The other one makes another plan. */
export function CompareWays({ plan, allowed, planAgain }: CompareWaysProps) {
  const t = useTranslations("plan.ways");
  const names = useTranslations("failover");
  const steps = useTranslations("steps");
  const span = useSpan();
  const bytes = useBytes();
  const own = wayOf(plan);
  const after = (id: string) => t("after", { step: textOr(steps, `${id}.title`, id) });
  const columns = ["way", "usersOut", "total", "moved", "homeGone", "otherGone"] as const;
  const heads = columns.map((key) => t(key, { home: plan.homeName, other: plan.otherName }));
  return (
    <Panel title={t("title")} note={t("note")}>
      <StackedTable heads={heads}>
        {(plan.ways ?? []).map((each) => (
          <tr key={each.way} className={each.way === own ? "bg-accent-soft" : undefined}>
            <td>
              <span className="font-medium">{names(`${each.way}.title`)}</span>{" "}
              {each.isRecommended ? <span className="tag">{t("recommended")}</span> : null}
              {each.way === own ? (
                <span className="block">
                  <Status tone="ok">{t("chosen")}</Status>
                </span>
              ) : (
                <PlanAgain
                  way={each.way}
                  order={plan.order}
                  label={names(`${each.way}.title`)}
                  allowed={allowed}
                  action={planAgain}
                />
              )}
            </td>
            <td data-label={t("usersOut")} className="font-medium">
              {span(each.usersOut)}
            </td>
            <td data-label={t("total")}>{span(each.total)}</td>
            <td data-label={t("moved")}>
              <div>
                {each.bytes === null ? t("unknown") : bytes(Number(each.bytes))}
                <span className="block text-xs text-ink-3">{t("copies", { copies: each.copies })}</span>
              </div>
            </td>
            <td data-label={t("homeGone", { home: plan.homeName })}>{after(each.homeGoneAfter)}</td>
            <td data-label={t("otherGone", { other: plan.otherName })}>
              {each.otherGoneAfter === null ? t("never") : after(each.otherGoneAfter)}
            </td>
          </tr>
        ))}
      </StackedTable>
    </Panel>
  );
}
