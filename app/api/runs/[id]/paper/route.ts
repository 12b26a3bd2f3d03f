import { answerPlanPaper } from "#lib/web/routes/plan-paper.ts";

export const dynamic = "force-dynamic";

export async function GET(_request: Request, route: { params: Promise<{ id: string }> }): Promise<Response> {
  return answerPlanPaper({ runId: (await route.params).id });
}
