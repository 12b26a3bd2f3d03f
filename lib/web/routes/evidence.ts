import { AppError } from "#lib/domain/errors.ts";
import { exportEvidence } from "#lib/services/export-evidence.ts";
import { contextOrNull } from "#lib/web/context.ts";
import { errorResponse } from "#lib/web/error-response.ts";

/** One run's evidence as a file, for whoever may read the history. */
export async function answerEvidence(id: string): Promise<Response> {
  const ctx = await contextOrNull();
  if (ctx === null) return Response.json({ code: "not-allowed" }, { status: 401 });
  try {
    const found = await exportEvidence(ctx, { runId: id });
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
