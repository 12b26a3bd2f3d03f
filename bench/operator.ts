// An operator at a stand, without a browser: what his browser sends is sent.
import { setTimeout as pause } from "node:timers/promises";
import { actionIds, callAction } from "#e2e/doors-fixture.ts";
import type { Stand } from "#e2e/stand.ts";

/** Of every account of the lab. */
const password = "lab-Milano-Torino-1";

/** Signs in and gives the cookies; those of earlier answers go along, so that the browser is a known one. */
export async function signIn(stand: Stand, email: string, known = ""): Promise<string> {
  const answer = await trySignIn(stand, { email, password }, { cookie: known });
  if (!answer.ok) throw new Error(`${email} could not sign in: ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

export function trySignIn(stand: Stand, body: object, headers: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`${stand.baseUrl}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: stand.baseUrl, ...headers },
    body: JSON.stringify(body),
  });
}

/** Calls a server action as a form does. */
export function act(
  stand: Stand,
  name: string,
  call: { readonly at: string; readonly cookie: string; readonly input: Record<string, string> },
): Promise<Response> {
  const action = { at: call.at, input: call.input, needed: "nothing" } as const;
  const headers = { origin: stand.baseUrl, cookie: call.cookie };
  return callAction(stand.baseUrl, actionIds()[name] ?? "", { action, headers });
}

/** Plans a mirror failover and starts it as soon as the console lets him; gives the run and when he clicked. */
export async function startMirrorFailover(
  stand: Stand,
  cookie: string,
): Promise<{ readonly runId: string; readonly clickedAt: number }> {
  const input = { procedure: "mirror-failover" };
  for (let plans = 0; plans < 20; plans += 1) {
    const planned = await act(stand, "app/(main)/failover/actions.ts#makePlan", { at: "/failover", cookie, input });
    const planId = /\/plans\/([\w-]+)/.exec(planned.headers.get("x-action-redirect") ?? "")?.[1] ?? "";
    for (let tries = 0; tries < 8; tries += 1) {
      await pause(500);
      const clickedAt = Date.now();
      const started = await act(stand, "app/(main)/plans/[id]/actions.ts#startPlannedRun", {
        at: `/plans/${planId}`,
        cookie,
        input: { planId, reason: "bench", typedName: "Milano" },
      });
      const runId = /\/runs\/([\w-]+)/.exec(started.headers.get("x-action-redirect") ?? "")?.[1];
      if (runId !== undefined) return { runId, clickedAt };
    }
  }
  throw new Error("no mirror failover could be started");
}
