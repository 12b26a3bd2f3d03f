import { AppError } from "#lib/domain/errors.ts";
import { getRun } from "#lib/services/get-run.ts";
import { contextOrNull } from "#lib/web/context.ts";
import { errorResponse } from "#lib/web/error-response.ts";
import { say } from "#lib/web/said.ts";

/** One run as its page shows it, for whoever may read runs. */
export async function answerRun(id: string): Promise<Response> {
  const ctx = await contextOrNull();
  if (ctx === null) return Response.json({ code: "not-allowed" }, { status: 401 });
  try {
    const run = await getRun(ctx, { runId: id });
    if (run === null) throw new AppError("not-found", `there is no run ${id}`);
    return Response.json(await say(run), { headers: { "cache-control": "no-store" } });
  } catch (e) {
    return errorResponse(e);
  }
}
