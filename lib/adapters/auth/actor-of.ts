import { z } from "zod";
import type { Actor } from "#lib/domain/actor.ts";
import type { Auth, KnownSession } from "./make-auth.ts";

/** Who asks for nothing during this time is signed out. Milliseconds. */
export const idleMs = 2 * 3_600_000;
/** How exactly the last use is kept. */
const touchEveryMs = 60_000;

const account = z.object({
  id: z.string(),
  name: z.string(),
  disabled: z.boolean().nullish(),
  language: z.string().nullish(),
});
const confirmed = z.object({ confirmedAt: z.date().nullish() });

/**
 * Who a request's cookie belongs to, or null: also for a disabled person, for one without a role in a pool of this console, and for a session that
 * was not used for two hours. While the database does not answer, whoever was known before stays known until his session
 * ends: a run under way may be waiting for his word. `isUse` false: looks, and does not count as use. Safe to call twice.
 */
export async function actorOf(auth: Auth, headers: Headers, isUse = true): Promise<Actor | null> {
  const token = /session_token=([^;]+)/.exec(headers.get("cookie") ?? "")?.[1];
  const wished = /(?:^|;\s*)pool=([^;]+)/.exec(headers.get("cookie") ?? "")?.[1];
  try {
    const found = await auth.api.getSession({ headers });
    const idle = found === null ? 0 : Date.now() - new Date(found.session.updatedAt).getTime();
    const person = found === null ? null : account.parse(found.user);
    const given = person === null ? null : await auth.roleOf(person.id, wished);
    if (found === null || person === null || given === null || person.disabled || idle > idleMs) {
      if (token !== undefined) auth.known.delete(token);
      return null;
    }
    const { confirmedAt } = confirmed.parse(found.session);
    const { id, name, language } = person;
    const actor: Actor = {
      id,
      name,
      role: given.role,
      pool: given.pool,
      sessionId: found.session.id,
      confirmedAt: confirmedAt?.toISOString() ?? null,
      language: language ?? null,
    };
    const usedAt = isUse ? new Date() : new Date(found.session.updatedAt);
    if (token !== undefined) remember(auth, token, { actor, expiresAt: new Date(found.session.expiresAt), usedAt });
    if (isUse && idle > touchEveryMs) await touch(auth, found.session.token);
    return actor;
  } catch (e) {
    const known = token === undefined ? undefined : auth.known.get(token);
    if (token === undefined || known === undefined || isOver(known)) throw e;
    if (isUse) remember(auth, token, { ...known, usedAt: new Date() });
    return known.actor;
  }
}

async function touch(auth: Auth, token: string): Promise<void> {
  const context = await auth.$context;
  await context.internalAdapter.updateSession(token, { updatedAt: new Date() });
}

function isOver(known: KnownSession): boolean {
  return known.expiresAt.getTime() <= Date.now() || Date.now() - known.usedAt.getTime() > idleMs;
}

function remember(auth: Auth, token: string, known: KnownSession): void {
  for (const [old, session] of auth.known) if (isOver(session)) auth.known.delete(old);
  auth.known.set(token, known);
}
