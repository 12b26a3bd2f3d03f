import { answerTopology } from "#lib/web/routes/topology.ts";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  return answerTopology(request.url);
}
