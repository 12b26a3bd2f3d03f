import { useTranslations } from "next-intl";
import { textOr } from "#components/ui/text-or.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";

type StepAnnouncerProps = { readonly run: RunView };

/** Read aloud when the step or the run's state changes, and only then. */
export function StepAnnouncer({ run }: StepAnnouncerProps) {
  const t = useTranslations("run");
  const steps = useTranslations("steps");
  const id = run.currentStepId;
  const step = id === null ? "" : textOr(steps, `${id}.title`, id);
  return (
    <p className="sr-only" role="status" aria-live="polite">
      {t("announce", { status: textOr(t, `status.${run.status}`, run.status), step })}
    </p>
  );
}
