import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { StepView } from "#lib/domain/views/run-view.ts";
import { WayWord } from "./way-word.tsx";

type NextStepProps = { readonly step: StepView };

export function NextStep({ step }: NextStepProps) {
  const t = useTranslations("steps");
  const words = useTranslations("run.step");
  return (
    <section className="panel px-4 py-3" aria-label={words("next")}>
      <p className="lbl">{words("next")}</p>
      <h2>{textOr(t, `${step.id}.title`, step.id)}</h2>
      <WayWord way={step.way} />
      {t.has(`${step.id}.stops`) ? <p className="mt-1 text-xs text-ink-2">{t(`${step.id}.stops`)}</p> : null}
      {step.canSkip ? <Status tone="skip">{words("canSkip")}</Status> : null}
    </section>
  );
}
