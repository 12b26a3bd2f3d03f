import { z } from "zod";
import { AppError } from "#lib/domain/errors.ts";
import { historyFilter } from "#lib/domain/history-filter.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { type ExportPages, exportActs, exportJournal, exportRuns } from "#lib/services/export-history.ts";
import { contextOrNull } from "#lib/web/context.ts";
import { errorResponse } from "#lib/web/error-response.ts";
import { exportFormat, exportText } from "#lib/web/export-text.ts";
import { streamOf } from "#lib/web/stream-of.ts";

type Found = { readonly name: string; readonly pages: ExportPages };
const whose = z.object({ of: z.enum(["pool", "console"]).catch("pool") });

/** All runs that the address' filter leaves, as a file. */
export function answerRunsExport(url: string): Promise<Response> {
  const asked = Object.fromEntries(new URL(url).searchParams);
  const { after: _, ...filter } = historyFilter.parse(asked);
  return answerExport(url, async (ctx) => {
    if (filter.pool !== undefined && filter.pool !== ctx.console.pool.fqdn)
      throw new AppError(
        "not-found",
        `you look at ${ctx.console.pool.fqdn}: choose the pool ${filter.pool} in the settings`,
      );
    return { name: "runs", pages: await exportRuns(ctx, filter) };
  });
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
  const ctx = await contextOrNull();
  if (ctx === null) return Response.json({ code: "not-allowed" }, { status: 401 });
  const format = exportFormat.parse(new URL(url).searchParams.get("format"));
  try {
    const { name, pages } = await find(ctx);
    return new Response(streamOf(encoded(exportText(pages, format))), {
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

async function* encoded(text: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const part of text) yield encoder.encode(part);
}
