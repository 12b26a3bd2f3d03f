import { z } from "zod";
import { AppError } from "#lib/domain/errors.ts";
import { historyFilter } from "#lib/domain/history-filter.ts";
import { getRuntime } from "#lib/runtime.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { type ExportPages, exportActs, exportJournal, exportRuns } from "#lib/services/export-history.ts";
import { currentActor } from "#lib/web/context.ts";
import { errorResponse } from "#lib/web/error-response.ts";
import { exportFormat, exportText } from "#lib/web/export-text.ts";

type Found = { readonly name: string; readonly pages: ExportPages };
const whose = z.object({ of: z.enum(["pool", "console"]).catch("pool") });

/** All runs that the address' filter leaves, as a file. */
export function answerRunsExport(url: string): Promise<Response> {
  const asked = Object.fromEntries(new URL(url).searchParams);
  const { after: _, ...filter } = historyFilter.parse(asked);
  return answerExport(url, async (ctx) => ({ name: "runs", pages: await exportRuns(ctx, filter) }));
}

/** All acts outside of runs, as a file. */
export function answerActsExport(url: string): Promise<Response> {
  const { of } = whose.parse(Object.fromEntries(new URL(url).searchParams));
  return answerExport(url, async (ctx) => ({ name: `acts-${of}`, pages: await exportActs(ctx, { of }) }));
}

/** One run's journal, as a file. */
export function answerJournalExport(url: string, runId: string): Promise<Response> {
  return answerExport(url, async (ctx) => {
    const found = await exportJournal(ctx, { runId });
    if (found === null) throw new AppError("not-found", `there is no run ${runId}`);
    return { name: `${found.label}-journal`, pages: found.pages };
  });
}

async function answerExport(url: string, find: (ctx: ServiceContext) => Promise<Found>): Promise<Response> {
  const actor = await currentActor();
  if (actor === null) return Response.json({ code: "not-allowed" }, { status: 401 });
  const format = exportFormat.parse(new URL(url).searchParams.get("format"));
  try {
    const { name, pages } = await find({ actor, console: getRuntime().serviceConsole });
    return new Response(streamOf(exportText(pages, format)), {
      headers: {
        "content-type": format === "csv" ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8",
        "content-disposition": `attachment; filename="${name}.${format}"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (e) {
    return errorResponse(e);
  }
}

/** Reads on only when the client has taken what there was; ends the reading when it goes. */
function streamOf(text: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const parts = text[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    pull: async (to) => {
      const { done, value } = await parts.next();
      if (done) to.close();
      else to.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await parts.return?.()),
  });
}
