import { readStranded } from "#lib/services/read-stranded.ts";
import { contextOrNull } from "#lib/web/context.ts";
import { errorResponse } from "#lib/web/error-response.ts";

/** One transcript as a file to keep, for whoever may read stranded messages. That it was read is in the audit before it leaves. */
export async function answerTranscript(file: string): Promise<Response> {
  const ctx = await contextOrNull();
  if (ctx === null) return Response.json({ code: "not-allowed" }, { status: 401 });
  try {
    const found = await readStranded(ctx, { file });
    return new Response(found.text, {
      headers: {
        "content-type": "text/plain; charset=utf-8",
        "content-disposition": `attachment; filename="${found.file}"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "x-sha256": found.sha256,
      },
    });
  } catch (e) {
    return errorResponse(e);
  }
}
