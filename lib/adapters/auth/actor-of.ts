import { z } from "zod";
import { type Actor, roles } from "#lib/domain/actor.ts";
import type { Auth } from "./make-auth.ts";

const account = z.object({ id: z.string(), name: z.string(), role: z.enum(roles).catch("viewer") });

/** Who a request's cookie belongs to, or null. An unknown role counts as viewer. Safe to call twice. */
export async function actorOf(auth: Auth, headers: Headers): Promise<Actor | null> {
  const session = await auth.api.getSession({ headers });
  return session === null ? null : account.parse(session.user);
}
