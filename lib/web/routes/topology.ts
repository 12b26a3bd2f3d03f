import { exportTopology } from "#lib/services/export-topology.ts";
import { currentActor, topologyOf } from "#lib/web/context.ts";
import { errorResponse } from "#lib/web/error-response.ts";

/** One version of the topology as a pool file, the newest unless the address names one. */
export async function answerTopology(url: string): Promise<Response> {
  const actor = await currentActor();
  if (actor === null) return Response.json({ code: "not-allowed" }, { status: 401 });
  const asked = new URL(url).searchParams.get("version");
  const number = asked !== null && /^\d{1,9}$/.test(asked) ? Number(asked) : null;
  try {
    const { name, text } = await exportTopology(topologyOf(actor), { number });
    return new Response(text, {
      headers: {
        "content-type": "application/yaml; charset=utf-8",
        "content-disposition": `attachment; filename="${name}"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (e) {
    return errorResponse(e);
  }
}
