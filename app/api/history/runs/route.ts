import { answerRunsExport } from "#lib/web/routes/export.ts";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  return answerRunsExport(request.url);
}
