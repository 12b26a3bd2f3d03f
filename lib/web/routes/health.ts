import { getRuntime } from "#lib/runtime.ts";

/** Says that this process answers and reaches its audit database; nothing about the pool. */
export async function answerHealth(): Promise<Response> {
  try {
    await getRuntime().store.lease("health");
    return Response.json({ ok: true });
  } catch {
    return Response.json({ ok: false }, { status: 503 });
  }
}
