import { useTranslations } from "next-intl";
import type { FormAction } from "#components/ui/action-result.ts";
import { Panel } from "#components/ui/panel.tsx";
import { type Answer, type AnswerData, isSamePlace } from "#lib/domain/uncaptured/answers.ts";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { AskedPart } from "./asked-part.tsx";
import { PlanAgainButton } from "./plan-again-button.tsx";

export type AskedActions = {
  /** All answers so far, newest first. */
  readonly answers: readonly Answer[];
  readonly mayAnswer: boolean;
  readonly answer: FormAction<AnswerData>;
};

type AskedPanelProps = AskedActions & {
  readonly plan: PlanView;
  readonly mayPlan: boolean;
  readonly planAgain: FormAction<{ readonly planId: string }>;
};

/** What nobody captured: exactly the values that are missing, who said which, and the way to a plan that uses them. */
export function AskedPanel({ plan, answers, mayAnswer, answer, mayPlan, planAgain }: AskedPanelProps) {
  const t = useTranslations("uncaptured");
  const asked = plan.asked ?? [];
  if (asked.length === 0) return null;
  const isNew = answers.some((each) => each.at > plan.createdAt && asked.some((part) => isSamePlace(part, each)));
  return (
    <Panel title={t("title")} note={t("note")}>
      <p className="max-w-prose px-4 py-3 text-ink-2">{t("means")}</p>
      {asked.map((part) => (
        <AskedPart
          key={`${part.part} ${part.instance}`}
          plan={plan}
          part={part}
          answers={answers.filter((each) => isSamePlace(each, part))}
          allowed={mayAnswer}
          action={answer}
        />
      ))}
      <div className="border-t border-line px-4 py-3">
        {isNew ? <p className="mb-2 font-medium">{t("newer")}</p> : null}
        <PlanAgainButton plan={plan} allowed={mayPlan} action={planAgain} />
      </div>
    </Panel>
  );
}
