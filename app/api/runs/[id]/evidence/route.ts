import { answerEvidence } from "#lib/web/routes/evidence.ts";

export const dynamic = "force-dynamic";

export async function GET(_request: Request, route: { params: Promise<{ id: string }> }): Promise<Response> {
  return answerEvidence((await route.params).id);
}
