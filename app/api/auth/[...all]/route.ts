import { getRuntime } from "#lib/runtime.ts";

export const dynamic = "force-dynamic";

const answer = (request: Request): Promise<Response> => getRuntime().auth.handler(request);

export { answer as GET, answer as POST };
