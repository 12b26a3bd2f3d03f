import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";
import type { ReportAct } from "#lib/domain/report/report-view.ts";
import { ReportAttempt } from "./report-attempt.tsx";
import { SeenLine } from "./seen-line.tsx";

const tones = {
  waiting: "idle",
  running: "run",
  done: "ok",
  failed: "bad",
  unknown: "unknown",
  skipped: "skip",
} as const;

type ReportActRowProps = { readonly act: ReportAct; readonly full: boolean };

export function ReportActRow({ act, full }: ReportActRowProps) {
  const t = useTranslations("report.steps");
  const words = useTranslations("run.act");
  return (
    <div className="evidence mt-2 rounded-md border border-line">
      <div className="flex flex-wrap items-baseline gap-x-3 border-b border-line bg-sunken px-3 py-1">
        <code className="min-w-0 flex-1 basis-56 [overflow-wrap:anywhere]">{act.id}</code>
        <span className="text-xs text-ink-2">{act.target}</span>
        <Status tone={tones[act.status]}>{words(act.status)}</Status>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-2 px-3 py-2">
        {act.attempts.map((attempt) => (
          <ReportAttempt key={attempt.number} attempt={attempt} of={act.attempts.length} full={full} />
        ))}
        {act.looks.map((seen) => (
          <SeenLine key={seen.number} label={t("looked")} seen={seen} />
        ))}
      </div>
    </div>
  );
}
