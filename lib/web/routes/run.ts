import { AppError } from "#lib/domain/errors.ts";
import { getRun } from "#lib/services/get-run.ts";
import { contextOrNull } from "#lib/web/context.ts";
import { errorResponse } from "#lib/web/error-response.ts";
import { say } from "#lib/web/said.ts";

/** One run as its page shows it, for whoever may read runs; `?from=` leaves out the lines of output before that one. */
export async function answerRun(id: string, url: string): Promise<Response> {
  const ctx = await contextOrNull();
  if (ctx === null) return Response.json({ code: "not-allowed" }, { status: 401 });
  try {
    const from = /^\d{1,9}$/.exec(new URL(url).searchParams.get("from") ?? "")?.[0] ?? "0";
    const run = await getRun(ctx, { runId: id, fromLine: Number(from) });
    if (run === null) throw new AppError("not-found", `there is no run ${id}`);
    return Response.json(await say(run), { headers: { "cache-control": "no-store" } });
  } catch (e) {
    return errorResponse(e);
  }
}
