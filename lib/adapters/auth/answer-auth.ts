import { z } from "zod";
import { directoryId } from "./directory.ts";
import { deviceCookie, knownDevice } from "./known-device.ts";
import type { Auth } from "./make-auth.ts";

/**
 * What /api/auth answers, and nothing else of the sign-in library: with its other addresses a person could, for one, change
 * the name under which the journal knows him. By method and path below /api/auth.
 */
export const authPaths: readonly string[] = [
  "POST /sign-in/email",
  "POST /sign-out",
  "GET /get-session",
  "POST /two-factor/enable",
  "POST /two-factor/disable",
  "POST /two-factor/verify-totp",
  "POST /two-factor/verify-backup-code",
];

/** Beside them, where a directory is set up. */
const directoryPaths = ["POST /sign-in/social", `GET /callback/${directoryId}`];

const signedIn = z.object({ token: z.string(), user: z.object({ email: z.string() }) });

/** Hands a request to the sign-in library if its address is one of `authPaths`, else answers 404; 429 before any password is hashed. */
export async function answerAuth(auth: Auth, request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.replace(/^\/api\/auth/, "");
  if (auth.directory !== null && directoryPaths.includes(`${request.method} ${path}`))
    return answerDirectory(auth.directory.handler, request);
  if (!authPaths.includes(`${request.method} ${path}`)) return Response.json({ code: "not-found" }, { status: 404 });
  if (path === "/sign-in/email") return answerSignIn(auth, request);
  const answer = await auth.handler(request);
  return path.startsWith("/two-factor/verify") ? withDevice(auth, answer) : answer;
}

/** The way back from the directory ends on the overview or, with a word why not, on the sign-in page: nowhere else. */
async function answerDirectory(handler: (request: Request) => Promise<Response>, request: Request): Promise<Response> {
  const answer = await handler(request);
  if (request.method === "POST") return answer;
  const to = answer.headers.get("location");
  const isIn = to === "/" && answer.headers.getSetCookie().some((cookie) => cookie.includes("session_token="));
  if (isIn) return answer;
  const problem = answer.status === 403 ? "no-role" : answer.status === 502 ? "provider-gone" : "failed";
  return new Response(null, { status: 302, headers: { location: `/sign-in?problem=${problem}` } });
}

async function answerSignIn(auth: Auth, request: Request): Promise<Response> {
  const { gate, secret } = auth.admission;
  const body: unknown = await request
    .clone()
    .json()
    .catch(() => null);
  const email = z.object({ email: z.string() }).safeParse(body).data?.email ?? "";
  const attempt = {
    email,
    address: request.headers.get("x-forwarded-for"),
    deviceId: knownDevice(secret, request.headers.get("cookie") ?? "", email),
  };
  const seconds = gate.admit(attempt);
  if (seconds > 0)
    return Response.json({ code: "too-many" }, { status: 429, headers: { "retry-after": String(seconds) } });
  const answer = await auth.handler(request);
  if (answer.ok) gate.succeeded(attempt);
  return withDevice(auth, answer);
}

/** After a whole sign-in, the second factor included, this browser is known for this account. */
async function withDevice(auth: Auth, answer: Response): Promise<Response> {
  if (!answer.ok) return answer;
  const body = signedIn.safeParse(
    await answer
      .clone()
      .json()
      .catch(() => null),
  );
  if (!body.success) return answer;
  const headers = new Headers(answer.headers);
  headers.append("set-cookie", deviceCookie(auth.admission.secret, body.data.user.email, auth.admission));
  return new Response(answer.body, { status: answer.status, headers });
}
