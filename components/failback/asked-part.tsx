import { useTranslations } from "next-intl";
import type { FormAction } from "#components/ui/action-result.ts";
import { Status } from "#components/ui/status.tsx";
import type { Answer, AnswerData } from "#lib/domain/uncaptured/answers.ts";
import type { AskedPart as Asked, PlanView } from "#lib/domain/views/plan-view.ts";
import { AnswerForm } from "./answer-form.tsx";
import { AnswersSaid } from "./answers-said.tsx";

type AskedPartProps = {
  readonly plan: Pick<PlanView, "id" | "createdAt">;
  readonly part: Asked;
  /** About this part, newest first. */
  readonly answers: readonly Answer[];
  readonly allowed: boolean;
  readonly action: FormAction<AnswerData>;
};

/** One part with what was said of it. Its form is open while something is missing, and one click away to say it anew. */
export function AskedPart({ plan, part, answers, allowed, action }: AskedPartProps) {
  const t = useTranslations("uncaptured");
  const [newest] = answers;
  const isSaid = newest !== undefined && (!part.isMissing || newest.at > plan.createdAt);
  const tone = isSaid ? "ok" : part.isMissing ? "bad" : "warn";
  const word = isSaid ? "said" : part.isMissing ? "missing" : "notKnown";
  return (
    <section className="border-t border-line px-4 py-3" aria-label={part.what}>
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h3 className="min-w-0 [overflow-wrap:anywhere]">{part.what}</h3>
        <Status tone={tone}>{t(`state.${word}`)}</Status>
      </div>
      {part.isOptional && !isSaid ? <p className="text-ink-2">{t("optional")}</p> : null}
      <AnswersSaid answers={answers} />
      {allowed ? (
        <details open={part.isMissing && !isSaid}>
          <summary className="py-1">
            {isSaid ? t("correct", { what: part.what }) : t("answer", { what: part.what, count: part.fields.length })}
          </summary>
          {/* Another key after each answer: the form begins with what was said last. */}
          <AnswerForm key={newest?.at ?? "none"} planId={plan.id} part={part} said={newest ?? null} action={action} />
        </details>
      ) : (
        <p className="text-ink-2">{t("notAllowed")}</p>
      )}
    </section>
  );
}
