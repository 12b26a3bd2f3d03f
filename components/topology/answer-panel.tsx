import { CircleQuestionMark, OctagonX, ShieldAlert, ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { verdictTones } from "#components/shell/verdict-status.tsx";
import { FigureCell } from "#components/ui/figure-cell.tsx";
import { Status } from "#components/ui/status.tsx";
import { useDuration } from "#components/ui/use-duration.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { Reasons } from "./reasons.tsx";

const icons = {
  protected: ShieldCheck,
  "at-risk": ShieldAlert,
  "two-writable-copies": OctagonX,
  "failed-over": ShieldAlert,
  "not-proven": CircleQuestionMark,
};
const ink = { ok: "text-ok", warn: "text-warn", bad: "text-bad" } as const;

type AnswerPanelProps = { readonly overview: OverviewView };

export function AnswerPanel({ overview }: AnswerPanelProps) {
  const t = useTranslations("verdict");
  const duration = useDuration();
  const { kind, reasons } = overview.verdict;
  const colour = ink[verdictTones[kind]];
  const Icon = icons[kind];
  const rp = overview.recoveryPointSeconds;
  const target = overview.targets.recoveryPointSeconds;
  return (
    <section
      className="panel mb-3 grid grid-cols-1 min-[761px]:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)]"
      aria-label={t("question")}
    >
      <div className="flex gap-3.5 px-5 py-3">
        <Icon className={`i i-xl mt-0.5 ${colour}`} aria-hidden="true" />
        <div className="min-w-0">
          <p className="lbl">{t("question")}</p>
          <h2 className={`text-xl font-semibold ${colour}`}>{t(`${kind}.title`)}</h2>
          <p className="mt-1 text-base text-ink-2">
            {t(`${kind}.sentence`, { home: overview.homeName, other: overview.otherName })}
          </p>
          <Reasons reasons={reasons} />
        </div>
      </div>
      <div className="border-line max-[760px]:border-t min-[761px]:border-l">
        <FigureCell
          label={t("recoveryPoint.label")}
          value={rp === null ? <Status tone="unknown">{t("recoveryPoint.unknown")}</Status> : duration(rp)}
          note={
            <>
              <span>{t("recoveryPoint.target", { target: duration(target) })}</span>
              {rp === null ? null : (
                <Status tone={rp <= target ? "ok" : "bad"}>
                  {rp <= target ? t("recoveryPoint.met") : t("recoveryPoint.missed")}
                </Status>
              )}
            </>
          }
        />
      </div>
      <div className="border-line max-[760px]:border-t min-[761px]:border-l">
        <FigureCell
          label={t("recoveryTime.label")}
          value={<Status tone="unknown">{t("recoveryTime.unknown")}</Status>}
          note={
            <>
              <span>{t("recoveryTime.target", { target: duration(overview.targets.recoveryTimeSeconds) })}</span>
              <span>{t("recoveryTime.note")}</span>
            </>
          }
        />
      </div>
    </section>
  );
}
