import Link from "next/link";
import { useTranslations } from "next-intl";
import { FindingList } from "#components/run/finding-list.tsx";
import { Status, type Tone } from "#components/ui/status.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { Part } from "#lib/domain/report/part.ts";
import type { ReportStep } from "#lib/domain/report/report-view.ts";
import { shownActs } from "#lib/domain/report/shown-acts.ts";
import { partAddress } from "./part-address.ts";
import { ReportActRow } from "./report-act.tsx";
import { Utc } from "./utc.tsx";

const tones: Readonly<Record<ReportStep["status"], Tone>> = {
  todo: "idle",
  running: "run",
  waiting: "wait",
  done: "ok",
  failed: "bad",
  skipped: "skip",
};

type ReportStepProps = {
  readonly step: ReportStep;
  readonly runId: string;
  /** Null: the summary. */
  readonly part: Part | null;
};

export function ReportStepPart({ step, runId, part }: ReportStepProps) {
  const t = useTranslations("report.steps");
  const titles = useTranslations("steps");
  const words = useTranslations("run.step");
  const full = part !== null;
  const { shown, more, moreOdd } = full ? { shown: step.acts, more: 0, moreOdd: 0 } : shownActs(step.acts);
  const place = part?.steps.get(step.id);
  return (
    <section className="border-b border-line py-3 last:border-0">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h3>
          <span className="font-normal text-ink-3">{step.number}</span> {textOr(titles, `${step.id}.title`, step.id)}
        </h3>
        <Status tone={tones[step.status]}>{step.status === "todo" ? t("notBegun") : words(step.status)}</Status>
        <span className="flex-1" />
        {step.startedAt === null ? null : (
          <span className="text-xs text-ink-2">
            <Utc at={step.startedAt} /> – {step.finishedAt === null ? "…" : <Utc at={step.finishedAt} />}
          </span>
        )}
      </div>
      {step.status !== "todo" && step.actsAll === 0 ? <p className="text-ink-2">{t("nothing")}</p> : null}
      {place === undefined || step.acts.length === step.actsAll ? null : (
        <p className="mt-1 text-xs text-ink-2">
          <Link href={partAddress(runId, place.from)}>
            {t("inParts", { count: step.actsAll, parts: place.to - place.from + 1, ...place })}
          </Link>
        </p>
      )}
      {shown.map((act) => (
        <ReportActRow key={act.id} act={act} full={full} />
      ))}
      {more > 0 ? <p className="mt-2 text-xs text-ink-2">{t("more", { count: more })}</p> : null}
      {moreOdd > 0 ? <p className="mt-2 text-xs text-bad">{t("moreOdd", { count: moreOdd })}</p> : null}
      {step.findings.length === 0 ? null : (
        <div className="mt-2">
          <p className="lbl">{t("proof")}</p>
          <FindingList findings={step.findings} zone="UTC" />
        </div>
      )}
    </section>
  );
}
