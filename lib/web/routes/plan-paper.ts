import { AppError } from "#lib/domain/errors.ts";
import { getRuntime } from "#lib/runtime.ts";
import { getPaper } from "#lib/services/get-paper.ts";
import { currentActor } from "#lib/web/context.ts";
import { errorResponse } from "#lib/web/error-response.ts";
import { pdfOf } from "#lib/web/paper/pdf.ts";
import { planDocument } from "#lib/web/paper/plan-document.ts";
import { paperWords } from "#lib/web/paper/words.ts";
import { streamOf } from "#lib/web/stream-of.ts";

/** A plan, or a run at this moment, as a PDF with boxes to tick, in the reader's language. */
export async function answerPlanPaper(asked: { readonly planId: string } | { readonly runId: string }) {
  const actor = await currentActor();
  if (actor === null) return Response.json({ code: "not-allowed" }, { status: 401 });
  try {
    const view = await getPaper({ actor, console: getRuntime().serviceConsole }, asked);
    if (view === null) throw new AppError("not-found", "there is no such plan or run");
    const words = await paperWords();
    const of = view.run?.label ?? view.planId;
    const title = words.t("paper.title", { of });
    const footer = (page: number) => words.t("report.page", { title, page });
    return new Response(streamOf(pdfOf(planDocument(words, view), { title, locale: words.locale, footer })), {
      headers: {
        "content-type": "application/pdf",
        "content-disposition": `attachment; filename="${of}-by-hand.pdf"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (e) {
    return errorResponse(e);
  }
}
