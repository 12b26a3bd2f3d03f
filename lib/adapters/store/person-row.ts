import { z } from "zod";
import { roles } from "#lib/domain/actor.ts";
import type { By, Person } from "#lib/domain/people/people-port.ts";
import { insertEntry } from "./entries.ts";
import type { StoreContext, Transaction } from "./transact.ts";

/** What a person's row is read with. */
export const withFacts = (poolFqdn: string) =>
  ({
    sessions: { select: { updatedAt: true, expiresAt: true } },
    roles: { where: { poolFqdn }, select: { role: true } },
  }) as const;

const row = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  disabled: z.boolean(),
  twoFactorEnabled: z.boolean().nullable(),
  language: z.string().nullable(),
  roles: z.array(z.object({ role: z.enum(roles).catch("viewer") })),
  sessions: z.array(z.object({ updatedAt: z.date(), expiresAt: z.date() })),
});

/** A row of table User, read with `withFacts`. */
export function parsePerson(from: unknown): Person {
  const { twoFactorEnabled, sessions, roles: held, ...person } = row.parse(from);
  const seen = sessions.map((s) => s.updatedAt.toISOString()).sort();
  return {
    ...person,
    role: held[0]?.role ?? null,
    hasSecondFactor: twoFactorEnabled === true,
    seenAt: seen.at(-1) ?? null,
  };
}

/** An act on a person, with what was before and after. */
export function note(
  context: StoreContext,
  tx: Transaction,
  act: { readonly kind: string; readonly by: By; readonly data: Readonly<Record<string, unknown>> },
): Promise<void> {
  const data = { ...act.data, byId: act.by.personId };
  return insertEntry(context, tx, { stream: "console", kind: act.kind, person: act.by.person, data });
}
