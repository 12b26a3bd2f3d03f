import { answerReportPdf } from "#lib/web/routes/report-pdf.ts";

export const dynamic = "force-dynamic";

export async function GET(request: Request, route: { params: Promise<{ id: string }> }): Promise<Response> {
  return answerReportPdf(request.url, (await route.params).id);
}
