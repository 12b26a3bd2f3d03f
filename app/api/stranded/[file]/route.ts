import { answerTranscript } from "#lib/web/routes/stranded.ts";

export const dynamic = "force-dynamic";

export async function GET(_request: Request, route: { params: Promise<{ file: string }> }): Promise<Response> {
  return answerTranscript((await route.params).file);
}
