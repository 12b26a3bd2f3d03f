import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { toItsPool } from "#app/to-its-pool.tsx";
import { withTexts } from "#app/with-texts.tsx";
import { ReportBar } from "#components/report/report-bar.tsx";
import { ReportPaper } from "#components/report/report-paper.tsx";
import { ReportSignOff } from "#components/report/report-sign-off.tsx";
import { type PartAsked, partOf } from "#lib/domain/report/part.ts";
import { getReport } from "#lib/services/get-report.ts";
import { hasPermission } from "#lib/services/permissions.ts";
import { serviceContext } from "#lib/web/context.ts";
import { say } from "#lib/web/said.ts";
import { signOff } from "./actions.ts";

type ReportPageProps = {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<Readonly<Record<"output" | "part" | "record", string | string[] | undefined>>>;
};

/** Read once for the title and the page. */
const reportFor = cache(async (runId: string) => getReport(await serviceContext(), { runId }));

export async function generateMetadata({ params }: ReportPageProps): Promise<Metadata> {
  const [{ id }, t] = await Promise.all([params, getTranslations("report")]);
  const report = await reportFor(id);
  return report === null ? {} : { title: t("title", { label: report.run.label }) };
}

/** What an address says; what is no number is the first part. */
function partAsked({ part, record }: Awaited<ReportPageProps["searchParams"]>): PartAsked {
  const [number, wanted] = [part, record].map((text) => Number.parseInt(String(text), 10));
  return { number: number || 1, record: wanted || undefined };
}

async function ReportPage({ params, searchParams }: ReportPageProps) {
  const [{ id }, asked, ctx] = await Promise.all([params, searchParams, serviceContext()]);
  const report = await reportFor(id);
  if (report === null) return (await toItsPool({ kind: "run", id })) ?? notFound();
  const full = asked.output === "all";
  const { report: shown, part } = full ? partOf(report, partAsked(asked)) : { report, part: null };
  return (
    <>
      <ReportBar runId={id} full={full} />
      <ReportPaper report={await say(shown)} sites={ctx.console.pool.sites} part={part}>
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
