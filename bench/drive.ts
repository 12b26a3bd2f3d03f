import { setTimeout as pause } from "node:timers/promises";
import { actionIds, callAction } from "#e2e/doors-fixture.ts";
import type { Stand } from "#e2e/stand.ts";

const password = "lab-Milano-Torino-1";

/** Signs in and gives the cookies; those of earlier answers go along, so that the browser is a known one. */
export async function signIn(stand: Stand, email: string, known = ""): Promise<string> {
  const answer = await wrongOrRight(stand, { email, password }, { cookie: known });
  if (!answer.ok) throw new Error(`${email} could not sign in: ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

export function wrongOrRight(stand: Stand, body: object, headers: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`${stand.baseUrl}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: stand.baseUrl, ...headers },
    body: JSON.stringify(body),
  });
}

/** Calls a server action as its page does. */
export async function act(
  stand: Stand,
  name: string,
  call: { at: string; cookie: string; input: Record<string, string> },
) {
  const action = { at: call.at, input: call.input, needed: "nothing" } as const;
  const headers = { origin: stand.baseUrl, cookie: call.cookie };
  return callAction(stand.baseUrl, actionIds()[name] ?? "", { action, headers });
}

/** Plans and starts a mirror failover; gives the run's id. */
export const startRun = async (stand: Stand, cookie: string): Promise<string> =>
  (await clickStart(stand, cookie)).runId;

/** The same, and when the click left that the console took. A plan that finds the mirror out of step is made again. */
export async function clickStart(
  stand: Stand,
  cookie: string,
): Promise<{ readonly runId: string; readonly clickedAt: number }> {
  const input = { procedure: "mirror-failover" };
  for (let tries = 0, planId = ""; tries < 60; tries += 1) {
    if (tries % 10 === 0) {
      const planned = await act(stand, "app/(main)/failover/actions.ts#makePlan", { at: "/failover", cookie, input });
      planId = /\/plans\/([\w-]+)/.exec(planned.headers.get("x-action-redirect") ?? "")?.[1] ?? "";
    }
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
  throw new Error("the run could not be started within 30 seconds");
}
