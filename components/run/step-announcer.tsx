import { useTranslations } from "next-intl";
import { textOr } from "#components/ui/text-or.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";

type StepAnnouncerProps = { readonly run: RunView };

/** With this many acts or more, each quarter is read aloud. */
const manyActs = 8;

/** Read aloud when the step or the run's state changes and at each quarter of a long step, and only then. */
export function StepAnnouncer({ run }: StepAnnouncerProps) {
  const t = useTranslations("run");
  const steps = useTranslations("steps");
  const current = run.steps.find((each) => each.id === run.currentStepId) ?? null;
  const step = current === null ? "" : textOr(steps, `${current.id}.title`, current.id);
  const all = current?.actsAll ?? 0;
  const done = current?.actsDone ?? 0;
  const quarter = all < manyActs ? 0 : Math.floor((4 * done) / all) * 25;
  const said = t("announce", { status: textOr(t, `status.${run.status}`, run.status), step });
  return (
    // One text: two that stand beside each other are read as one word.
    <p className="sr-only" role="status" aria-live="polite">
      {`${said}${quarter === 0 ? "" : ` ${t("announceQuarter", { percent: quarter })}`}`}
    </p>
  );
}
