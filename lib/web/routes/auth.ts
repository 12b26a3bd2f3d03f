import { getRuntime } from "#lib/runtime.ts";

/** Hands a request below /api/auth to the sign-in service. */
export function answerAuth(request: Request): Promise<Response> {
  return getRuntime().auth.handler(request);
}
