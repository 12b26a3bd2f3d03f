import { seedAccounts } from "#lib/adapters/auth/seed-accounts.ts";
import type { PeoplePort } from "#lib/domain/people/people-port.ts";
import type { Env } from "#lib/env.ts";
import type { Records } from "./open-records.ts";

/** Makes the accounts of the accounts file in the first pool, and offers a link where nobody administers it. @throws AppError "bad-input" */
export async function seedPeople(env: Env, records: Records): Promise<void> {
  const seeded = env.accountsFile ? await seedAccounts(records.auth, env.accountsFile) : [];
  for (const { name, email, role } of seeded) {
    const data = { name, before: null, after: { email, role } };
    await records.store.recordEntry({ stream: "console", kind: "person-created", person: "accounts file", data });
  }
  await offerFirstAdministrator(records.peopleOf(records.pools()[0] ?? ""), env.baseUrl);
}

/** A console that nobody administers prints a link that makes the first administrator: once, within an hour. */
async function offerFirstAdministrator(people: PeoplePort, baseUrl: string): Promise<void> {
  if (await people.hasAdministrator()) return;
  const { token, endsAt } = await people.makeLink(null, { person: "console", personId: null });
  const url = new URL(`/link/${token}`, baseUrl);
  process.stdout.write(`first administrator: open ${url} (works once, until ${endsAt})\n`);
}
