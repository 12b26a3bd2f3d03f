import { AppError } from "#lib/domain/errors.ts";
import { getRuntime } from "#lib/runtime.ts";
import { exportEvidence } from "#lib/services/export-evidence.ts";
import { currentActor } from "#lib/web/context.ts";
import { errorResponse } from "#lib/web/error-response.ts";

/** One run's evidence as a file, for whoever may read the history. */
export async function answerEvidence(id: string): Promise<Response> {
  const actor = await currentActor();
  if (actor === null) return Response.json({ code: "not-allowed" }, { status: 401 });
  try {
    const found = await exportEvidence({ actor, console: getRuntime().serviceConsole }, { runId: id });
    if (found === null) throw new AppError("not-found", `there is no run ${id}`);
    return new Response(found.text, {
      headers: {
        "content-type": "application/jsonl; charset=utf-8",
        "content-disposition": `attachment; filename="${found.file}"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (e) {
    return errorResponse(e);
  }
}
