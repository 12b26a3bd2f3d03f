import Link from "next/link";
import { useTranslations } from "next-intl";
import { Time } from "#components/ui/time.tsx";
import type { PlanStepView } from "#lib/domain/views/plan-view.ts";

type StepExercisedProps = { readonly exercised: PlanStepView["exercised"] };

/** When this step was last carried out in a run, beside when a harmless drill rehearsed it. */
export function StepExercised({ exercised }: StepExercisedProps) {
  const t = useTranslations("plan.exercised");
  if (exercised === undefined) return null;
  const { real, rehearsed } = exercised;
  return (
    <p className="pl-7 text-xs text-ink-3">
      {real === null ? (
        t("never")
      ) : (
        <>
          {t("real")} <Time at={real.at} look="day" />, <Link href={`/runs/${real.runId}`}>{real.label}</Link>
        </>
      )}
      {rehearsed === null ? null : (
        <>
          {" · "}
          {t("rehearsed")} <Time at={rehearsed.at} look="day" />,{" "}
          <Link href={`/runs/${rehearsed.runId}`}>{rehearsed.label}</Link>
        </>
      )}
    </p>
  );
}
