import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { toItsPool } from "#app/to-its-pool.tsx";
import { withTexts } from "#app/with-texts.tsx";
import { ReportBar } from "#components/report/report-bar.tsx";
import { ReportPaper } from "#components/report/report-paper.tsx";
import { ReportSignOff } from "#components/report/report-sign-off.tsx";
import { getReport } from "#lib/services/get-report.ts";
import { hasPermission } from "#lib/services/permissions.ts";
import { serviceContext } from "#lib/web/context.ts";
import { say } from "#lib/web/said.ts";
import { signOff } from "./actions.ts";

type ReportPageProps = {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<{ readonly output?: string | string[] }>;
};

/** Read once for the title and the page. */
const reportFor = cache(async (runId: string) => say(await getReport(await serviceContext(), { runId })));

export async function generateMetadata({ params }: ReportPageProps): Promise<Metadata> {
  const [{ id }, t] = await Promise.all([params, getTranslations("report")]);
  const report = await reportFor(id);
  return report === null ? {} : { title: t("title", { label: report.run.label }) };
}

async function ReportPage({ params, searchParams }: ReportPageProps) {
  const [{ id }, { output }, ctx] = await Promise.all([params, searchParams, serviceContext()]);
  const report = await reportFor(id);
  if (report === null) return (await toItsPool({ kind: "run", id })) ?? notFound();
  const full = output === "all";
  return (
    <>
      <ReportBar runId={id} full={full} />
      <ReportPaper report={report} sites={ctx.console.pool.sites} full={full}>
        <ReportSignOff
          runId={id}
          isFinished={report.run.finishedAt !== null}
          signOffs={report.signOffs}
          head={report.head}
          maySign={hasPermission(ctx.actor, "run.sign-off")}
          action={signOff}
        />
      </ReportPaper>
    </>
  );
}

export default withTexts("app/(run)/runs/[id]/report/page.tsx", ReportPage);
