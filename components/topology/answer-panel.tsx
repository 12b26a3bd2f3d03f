import { CircleQuestionMark, OctagonX, ShieldAlert, ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { verdictTones } from "#components/shell/verdict-status.tsx";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import type { RecoveryPointDay } from "#lib/domain/views/recovery-point-day.ts";
import { AnswerFigures } from "./answer-figures.tsx";
import { FailedOverFigures } from "./failed-over-figures.tsx";
import { Reasons } from "./reasons.tsx";
import { siteWord } from "./site-word.ts";

const icons = {
  protected: ShieldCheck,
  "at-risk": ShieldAlert,
  "two-writable-copies": OctagonX,
  "failed-over": ShieldAlert,
  "split-brain-possible": OctagonX,
  "not-proven": CircleQuestionMark,
};
const ink = { ok: "text-ok", warn: "text-warn", bad: "text-bad" } as const;

type AnswerPanelProps = { readonly overview: OverviewView; readonly day: RecoveryPointDay | null };

export function AnswerPanel({ overview, day }: AnswerPanelProps) {
  const t = useTranslations("verdict");
  const { kind, reasons } = overview.verdict;
  const colour = ink[verdictTones[kind]];
  const Icon = icons[kind];
  const failedOver = overview.poolState.value === "FailedOver";
  const alone = kind === "failed-over" && siteWord(overview, "other") === "serving";
  const names = { home: overview.homeName, other: overview.otherName };
  return (
    <section
      className={`panel mb-3 grid grid-cols-1 ${failedOver ? "min-[761px]:grid-cols-[minmax(0,2fr)_repeat(3,minmax(0,1fr))]" : "min-[761px]:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)]"}`}
      aria-label={t("question")}
    >
      <div className="flex gap-3.5 px-5 py-3">
        <Icon className={`i i-xl mt-0.5 ${colour}`} aria-hidden="true" />
        <div className="min-w-0">
          <p className="lbl">{t("question")}</p>
          <h2 className={`text-xl font-semibold ${colour}`}>
            {alone ? t("failed-over.servingTitle", names) : t(`${kind}.title`, names)}
          </h2>
          <p className="mt-1 text-base text-ink-2">
            {alone ? t("failed-over.servingSentence", names) : t(`${kind}.sentence`, names)}
          </p>
          <Reasons reasons={reasons} />
        </div>
      </div>
      {failedOver ? <FailedOverFigures overview={overview} /> : <AnswerFigures overview={overview} day={day} />}
    </section>
  );
}
