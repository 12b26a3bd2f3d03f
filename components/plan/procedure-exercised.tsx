import Link from "next/link";
import { useTranslations } from "next-intl";
import { Time } from "#components/ui/time.tsx";
import type { ExerciseMark } from "#lib/domain/views/plan-view.ts";

/** Of one procedure; `oldest`: the step that waits longest, once all were exercised. */
export type Exercised = {
  readonly steps: number;
  readonly exercised: number;
  readonly oldest: ExerciseMark | null;
};
type ProcedureExercisedProps = { readonly of: Exercised | undefined };

/** How much of a procedure was ever carried out for real. */
export function ProcedureExercised({ of }: ProcedureExercisedProps) {
  const t = useTranslations("failover.exercised");
  if (of === undefined) return null;
  if (of.exercised === 0) return <span className="block text-xs text-ink-3">{t("never")}</span>;
  return (
    <span className="block text-xs text-ink-3">
      {of.oldest === null ? (
        t("partly", { exercised: of.exercised, steps: of.steps })
      ) : (
        <>
          {t("all")} <Time at={of.oldest.at} look="day" />,{" "}
          <Link href={`/runs/${of.oldest.runId}`}>{of.oldest.label}</Link>
        </>
      )}
    </span>
  );
}
