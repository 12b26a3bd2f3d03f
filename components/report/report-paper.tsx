import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { NotProtected } from "#components/run/not-protected.tsx";
import { RoomsLost } from "#components/run/rooms-lost.tsx";
import { leavesHome } from "#lib/domain/procedures/procedure-id.ts";
import type { Part } from "#lib/domain/report/part.ts";
import type { ReportView } from "#lib/domain/report/report-view.ts";
import { ReportAnswers } from "./report-answers.tsx";
import { ReportClocks } from "./report-clocks.tsx";
import { ReportDecisions } from "./report-decisions.tsx";
import { ReportDeviations } from "./report-deviations.tsx";
import { ReportErrorLogs } from "./report-error-logs.tsx";
import { ReportFigures } from "./report-figures.tsx";
import { ReportHead } from "./report-head.tsx";
import { ReportManifest } from "./report-manifest.tsx";
import { ReportPart } from "./report-part.tsx";
import { ReportPoints } from "./report-points.tsx";
import { ReportSigned } from "./report-signed.tsx";
import { ReportStepPart } from "./report-step.tsx";
import { ReportTimeline } from "./report-timeline.tsx";
import { Section } from "./section.tsx";

type ReportPaperProps = {
  readonly report: ReportView;
  readonly sites: { readonly home: string; readonly other: string };
  /** What of a whole report this is; null: the summary. */
  readonly part: Part | null;
  /** Sign-off. */
  readonly children: ReactNode;
};

/** A run's report as one sheet of paper: the answer first, the evidence after it. */
export function ReportPaper({ report, sites, part, children }: ReportPaperProps) {
  const t = useTranslations("report.steps");
  const full = part !== null;
  const parts = part === null ? null : <ReportPart runId={report.run.id} part={part} />;
  const isFailover = leavesHome(report.run.procedure);
  return (
    <article className="report panel mx-auto max-w-5xl px-4 py-6 min-[761px]:px-12">
      <ReportHead report={report} sites={sites} />
      {parts}
      <ReportFigures report={report} />
      <ReportTimeline report={report} />
      <ReportClocks times={report.times} />
      <ReportPoints points={report.points} />
      <ReportDeviations deviations={report.deviations} />
      <ReportDecisions decisions={report.decisions} />
      {isFailover ? (
        <div className="mt-8 grid gap-3">
          <NotProtected items={report.notProtected} />
          {report.loss === null ? null : <RoomsLost loss={report.loss} zone="UTC" />}
        </div>
      ) : null}
      <ReportManifest report={report} part={part} />
      <ReportSigned approval={report.run.approval} />
      <Section title={t("title")}>
        {report.steps.map((step) => (
          <ReportStepPart key={step.id} step={step} runId={report.run.id} part={part} />
        ))}
        {parts}
      </Section>
      <ReportErrorLogs logs={report.errorLogs} full={full} />
      <ReportAnswers answers={report.answers} />
      {children}
    </article>
  );
}
