import { useTranslations } from "next-intl";
import { useSpan } from "#components/plan/use-span.ts";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { usersOutOf } from "./plan-facts.ts";

type FailbackGlanceProps = { readonly plan: PlanView };

/** On a phone on top: the panel with Start comes after all steps there. */
export function FailbackGlance({ plan }: FailbackGlanceProps) {
  const t = useTranslations("plan.failback.figures");
  const figures = useTranslations("plan.figures");
  const span = useSpan();
  return (
    <dl className="panel only-m mb-3 grid-cols-2 px-4 py-2 max-[760px]:grid">
      <div>
        <dt className="lbl">{figures("loss")}</dt>
        <dd className="font-semibold">{t("none")}</dd>
      </div>
      <div>
        <dt className="lbl">{t("usersOut")}</dt>
        <dd className="font-semibold">{span(usersOutOf(plan))}</dd>
      </div>
    </dl>
  );
}
