import * as auth from "#lib/adapters/auth/answer-auth.ts";
import { getRuntime } from "#lib/runtime.ts";

/** Hands a request below /api/auth to the sign-in service, if it is one of the few that are answered. */
export function answerAuth(request: Request): Promise<Response> {
  return auth.answerAuth(getRuntime().auth, request);
}
