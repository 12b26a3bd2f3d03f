import { actorOf } from "#lib/adapters/auth/actor-of.ts";
import type { Actor } from "#lib/domain/actor.ts";
import { getRuntime } from "#lib/runtime.ts";
import { followRun } from "#lib/services/follow-run.ts";
import { hasPermission, type Permission } from "#lib/services/permissions.ts";
import type { WebRuntime } from "#lib/web/runtime-type.ts";
import { sayer } from "#lib/web/said.ts";
import { openEventStream, parseTopics } from "#lib/web/stream.ts";

const neededFor: Readonly<Record<string, Permission>> = { overview: "overview.read", audit: "history.read" };

/** Opens the one event stream of a tab, for the topics its person may read. */
export async function answerStream(request: Request): Promise<Response> {
  const runtime = getRuntime();
  const topics = parseTopics(new URL(request.url).searchParams.get("topics"));
  if (topics === null) return Response.json({ code: "bad-input" }, { status: 400 });
  const needed = topics.map((topic) => neededFor[topic] ?? "run.read");
  const standing = async (): Promise<Actor | "unknown" | "denied"> => {
    // An open tab is no use of the session: who left his desk is signed out all the same.
    const actor = await actorOf(runtime.auth, request.headers, false);
    if (actor === null) return "unknown";
    return needed.every((permission) => hasPermission(actor, permission)) ? actor : "denied";
  };
  const now = await standing();
  if (now === "unknown") return Response.json({ code: "not-allowed" }, { status: 401 });
  if (now === "denied") return Response.json({ code: "not-allowed" }, { status: 403 });
  return openEventStream({
    runtime: ofPool(runtime, now),
    topics,
    have: new URL(request.url).searchParams.get("have"),
    lastEventId: request.headers.get("last-event-id"),
    signal: request.signal,
    say: await sayer(),
    stillAllowed: async () => typeof (await standing()) === "object",
  });
}

/** One pool's part of the runtime, also after a newer version of its topology is in force. */
function ofPool(runtime: ReturnType<typeof getRuntime>, actor: Actor): WebRuntime {
  const pool = () => runtime.pools.of(actor.pool);
  const { auth, subscribe, auditState } = runtime;
  return {
    auth,
    auditState,
    run: async (runId) => {
      const console = pool()?.serviceConsole;
      return console ? followRun({ actor, console }, { runId }) : null;
    },
    overview: () => pool()?.serviceConsole.overview() ?? null,
    subscribe: (topic, listener) =>
      subscribe(topic === "overview" ? `overview:${pool()?.serviceConsole.pool.fqdn ?? ""}` : topic, listener),
  };
}
