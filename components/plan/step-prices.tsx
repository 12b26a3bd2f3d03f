import { useTranslations } from "next-intl";
import { textOr } from "#components/ui/text-or.ts";
import type { PlanStepView } from "#lib/domain/views/plan-view.ts";

type StepPricesProps = { readonly prices: PlanStepView["prices"] };

/** What may be left out of a step in a run, and what that gives up. */
export function StepPrices({ prices }: StepPricesProps) {
  const t = useTranslations("run.prices");
  const words = useTranslations("plan.steps");
  if (prices === undefined) return null;
  const { whole, parts } = prices;
  return (
    <>
      {whole === null ? null : (
        <p className="text-ink-2">
          <span className="font-medium">{words("canSkip")}</span> {textOr(t, whole, whole)}
        </p>
      )}
      {parts.length === 0 ? null : (
        <div className="text-ink-2">
          <p className="font-medium">{words("partsCanSkip")}</p>
          <ul className="list-disc pl-5">
            {parts.map((price) => (
              <li key={price}>{textOr(t, price, price)}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
