import { answerRun } from "#lib/web/routes/run.ts";

export const dynamic = "force-dynamic";

export async function GET(_request: Request, route: { params: Promise<{ id: string }> }): Promise<Response> {
  return answerRun((await route.params).id);
}
