import { z } from "zod";
import { type Actor, roles } from "#lib/domain/actor.ts";
import type { Auth } from "./make-auth.ts";

const account = z.object({ id: z.string(), name: z.string(), role: z.enum(roles).catch("viewer") });

/**
 * Who a request's cookie belongs to, or null. An unknown role counts as viewer. While the database does not answer, whoever
 * was known before stays known until his session ends: a run under way may be waiting for his word. Safe to call twice.
 */
export async function actorOf(auth: Auth, headers: Headers): Promise<Actor | null> {
  const token = /session_token=([^;]+)/.exec(headers.get("cookie") ?? "")?.[1];
  try {
    const session = await auth.api.getSession({ headers });
    if (session === null) {
      if (token !== undefined) auth.known.delete(token);
      return null;
    }
    const actor = account.parse(session.user);
    if (token !== undefined) remember(auth, token, { actor, expiresAt: new Date(session.session.expiresAt) });
    return actor;
  } catch (e) {
    const known = token === undefined ? undefined : auth.known.get(token);
    if (known === undefined || known.expiresAt.getTime() <= Date.now()) throw e;
    return known.actor;
  }
}

function remember(auth: Auth, token: string, known: { readonly actor: Actor; readonly expiresAt: Date }): void {
  const now = Date.now();
  for (const [old, { expiresAt }] of auth.known) if (expiresAt.getTime() <= now) auth.known.delete(old);
  auth.known.set(token, known);
}
