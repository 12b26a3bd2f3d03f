import type { Auth } from "./make-auth.ts";

/**
 * What /api/auth answers, and nothing else of the sign-in library: with its other addresses a person could, for one, change
 * the name under which the journal knows him. By method and path below /api/auth.
 */
export const authPaths: readonly string[] = ["POST /sign-in/email", "POST /sign-out", "GET /get-session"];

/** Hands a request to the sign-in library if its address is one of `authPaths`, else answers 404. */
export async function answerAuth(auth: Auth, request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.replace(/^\/api\/auth/, "");
  if (!authPaths.includes(`${request.method} ${path}`)) return Response.json({ code: "not-found" }, { status: 404 });
  return auth.handler(request);
}
