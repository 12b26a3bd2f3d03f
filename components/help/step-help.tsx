import Link from "next/link";
import { useTranslations } from "next-intl";
import { sourceOf } from "#lib/domain/steps/step-source.ts";
import { StepOrigin } from "./step-origin.tsx";

type StepHelpProps = { readonly stepId: string };

/** What a step does, why, what can go wrong and where it comes from, for whoever knows neither log shipping nor the pool. */
export function StepHelp({ stepId }: StepHelpProps) {
  const t = useTranslations("steps");
  const words = useTranslations("stepHelp");
  return (
    <div className="grid max-w-prose grid-cols-[minmax(0,1fr)] gap-2">
      <dl className="grid grid-cols-[minmax(0,1fr)] gap-1.5 [overflow-wrap:anywhere]">
        {(["does", "why", "wrong", "stops"] as const).map((part) =>
          t.has(`${stepId}.${part}`) ? (
            <div key={part}>
              <dt className="text-xs text-ink-3">{words(part)}</dt>
              <dd className="text-ink-2">{t(`${stepId}.${part}`)}</dd>
            </div>
          ) : null,
        )}
        <div>
          <dt className="text-xs text-ink-3">{words("from")}</dt>
          <dd className="text-ink-2">
            <StepOrigin source={sourceOf(stepId)} />
          </dd>
        </div>
      </dl>
      <Link href="/glossary" className="text-xs">
        {words("glossary")}
      </Link>
    </div>
  );
}
