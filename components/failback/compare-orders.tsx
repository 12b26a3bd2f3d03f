import { useTranslations } from "next-intl";
import type { FormAction } from "#components/ui/action-result.ts";
import { Panel } from "#components/ui/panel.tsx";
import { StackedTable } from "#components/ui/stacked-table.tsx";
import { Status } from "#components/ui/status.tsx";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { PlanAgain } from "./plan-again.tsx";
import { wayOf } from "./plan-facts.ts";

type CompareOrdersProps = {
  readonly plan: PlanView;
  readonly allowed: boolean;
  readonly planAgain: FormAction<{ readonly planId: string }>;
};

const orders = ["state-first", "documented"] as const;

/** Pool state and active servers: which comes first, and what the printed order costs (trap T5). */
export function CompareOrders({ plan, allowed, planAgain }: CompareOrdersProps) {
  const t = useTranslations("plan.failback.orders");
  const names = useTranslations("failover");
  const place = { home: plan.homeName, other: plan.otherName };
  return (
    <Panel title={t("title")} note={t("note")}>
      <StackedTable heads={[t("order"), t("between"), t("risk")]}>
        {orders.map((id) => (
          <tr key={id} className={id === plan.order ? "bg-accent-soft" : undefined}>
            <td>
              <span className="font-medium">{names(`${id}.title`)}</span>{" "}
              {id === "state-first" ? <span className="tag">{t("recommended")}</span> : null}
              <span className="block text-ink-2">{t(`${id}.does`, place)}</span>
              {id === plan.order ? (
                <Status tone="ok">{t("chosen")}</Status>
              ) : (
                <PlanAgain
                  way={wayOf(plan)}
                  order={id}
                  label={names(`${id}.title`)}
                  allowed={allowed}
                  action={planAgain}
                />
              )}
            </td>
            <td data-label={t("between")}>{t(`${id}.between`, place)}</td>
            <td data-label={t("risk")}>
              <Status tone={id === "state-first" ? "ok" : "warn"}>{t(`${id}.risk`)}</Status>
            </td>
          </tr>
        ))}
      </StackedTable>
    </Panel>
  );
}
