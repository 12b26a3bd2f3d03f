import { answerJournalExport } from "#lib/web/routes/export.ts";

export const dynamic = "force-dynamic";

export async function GET(request: Request, route: { params: Promise<{ id: string }> }): Promise<Response> {
  return answerJournalExport(request.url, (await route.params).id);
}
