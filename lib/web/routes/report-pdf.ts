import { AppError } from "#lib/domain/errors.ts";
import { getReport } from "#lib/services/get-report.ts";
import { contextOrNull } from "#lib/web/context.ts";
import { errorResponse } from "#lib/web/error-response.ts";
import { pdfOf } from "#lib/web/paper/pdf.ts";
import { reportDocument } from "#lib/web/paper/report-document.ts";
import { paperWords } from "#lib/web/paper/words.ts";
import { streamOf } from "#lib/web/stream-of.ts";

/** One run's report as a PDF in the reader's language; with all commands and output when the address says so. */
export async function answerReportPdf(url: string, runId: string): Promise<Response> {
  const ctx = await contextOrNull();
  if (ctx === null) return Response.json({ code: "not-allowed" }, { status: 401 });
  try {
    const report = await getReport(ctx, { runId });
    if (report === null) throw new AppError("not-found", `there is no run ${runId}`);
    const full = new URL(url).searchParams.get("output") === "all";
    const words = await paperWords();
    const { label } = report.run;
    const title = words.t("report.title", { label });
    const blocks = reportDocument(words, { report, sites: ctx.console.pool.sites, full });
    const footer = (page: number) => words.t("report.page", { title, page });
    return new Response(streamOf(pdfOf(blocks, { title, locale: words.locale, footer })), {
      headers: {
        "content-type": "application/pdf",
        "content-disposition": `attachment; filename="${label}-report.pdf"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (e) {
    return errorResponse(e);
  }
}
