import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import type { DirectoryOptions } from "#lib/adapters/auth/directory.ts";
import { makeAuth } from "#lib/adapters/auth/make-auth.ts";
import { seedAccounts } from "#lib/adapters/auth/seed-accounts.ts";
import type { Credential } from "#lib/adapters/secrets/read-credentials.ts";
import { localJournalFile } from "#lib/adapters/store/local-journal-file.ts";
import { openStore } from "#lib/adapters/store/open-store.ts";
import { soleRunner } from "#lib/adapters/store/sole-runner.ts";
import type { Role } from "#lib/domain/actor.ts";
import type { PeoplePort } from "#lib/domain/people/people-port.ts";
import { releaseRuns } from "#lib/domain/people/release-runs.ts";
import type { RunStore } from "#lib/domain/store-port.ts";
import { steadyStore } from "#lib/engine/steady-store.ts";
import type { Env } from "#lib/env.ts";
import { hasPermission } from "#lib/services/permissions.ts";
import { systemClock } from "./system-clock.ts";

/**
 * Opens what the console keeps: the audit database, the local journal beside it, and the accounts in it, which are seeded.
 * @throws AppError when the database, a key file or the accounts do not hold up
 */
export async function openRecords(
  env: Env,
  {
    log,
    credential,
    poolFqdn,
  }: { readonly log: Logger; readonly credential: (name: string) => Credential; readonly poolFqdn: string },
) {
  const opened = await openStore({
    url: env.databaseUrl,
    poolFqdn,
    migrationsDir: env.migrationsDir,
    auditKey: readFileSync(env.auditKeyFile, "utf8").trim(),
  });
  const onlyRunner = soleRunner(env.databaseUrl.slice("file:".length));
  const store = steadyStore({
    store: opened.store,
    file: await localJournalFile(join(env.dataDir, "local-journal.jsonl"), systemClock.now),
    soleRunner: onlyRunner,
    clock: systemClock,
    log: (message, facts) => log.error(facts, message),
  });
  const auth = makeAuth({
    prisma: opened.prisma,
    secret: readFileSync(env.authSecretFile, "utf8").trim(),
    baseUrl: env.baseUrl,
    poolFqdn,
    directory: env.directory === null ? undefined : withClient(env.directory, credential),
    onDirectoryRole: (id, role) => takeDirectoryRole({ people: opened.people, store, poolFqdn }, { id, role }),
    onSignIn: async (personId) => {
      const person = (await opened.people.person(personId))?.name ?? personId;
      await store.recordEntry({ stream: "console", kind: "signed-in", person, data: { personId } });
    },
    onSecondFactor: ({ id, name }, isOn) => {
      const data = { personId: id, name, before: { secondFactor: !isOn }, after: { secondFactor: isOn }, byId: id };
      return store.recordEntry({ stream: "console", kind: "second-factor-changed", person: name, data });
    },
  });
  const seeded = env.accountsFile ? await seedAccounts(auth, env.accountsFile) : [];
  for (const { name, email, role } of seeded) {
    const data = { name, before: null, after: { email, role } };
    await store.recordEntry({ stream: "console", kind: "person-created", person: "accounts file", data });
  }
  await offerFirstAdministrator(opened.people, env.baseUrl);
  return {
    store,
    history: opened.history,
    auth,
    people: opened.people,
    verifyAll: opened.verifyAll,
    soleRunner: onlyRunner,
    close: async () => {
      await opened.close();
      onlyRunner.release();
    },
  };
}

function withClient(
  { credential: name, ...directory }: NonNullable<Env["directory"]>,
  credential: (name: string) => Credential,
): DirectoryOptions {
  const { user, password } = credential(name);
  return { ...directory, clientId: user, clientSecret: password };
}

/** A person's groups say what he is at each sign-in; a change has the same consequences as an administrator's. */
async function takeDirectoryRole(
  at: { readonly people: PeoplePort; readonly store: RunStore; readonly poolFqdn: string },
  to: { readonly id: string; readonly role: Role },
): Promise<void> {
  const person = await at.people.person(to.id);
  if (person === null || person.role === to.role) return;
  const { after } = await at.people.change(to.id, { role: to.role }, { person: "directory", personId: null });
  if (hasPermission(after, "run.control")) return;
  const why = `${after.name} may not control runs any more; the run waits for a new owner`;
  await releaseRuns(at.store, { poolFqdn: at.poolFqdn, person: after, why });
}

/** A console that nobody administers prints a link that makes the first administrator: once, within an hour. */
async function offerFirstAdministrator(people: PeoplePort, baseUrl: string): Promise<void> {
  if (await people.hasAdministrator()) return;
  const { token, endsAt } = await people.makeLink(null, { person: "console", personId: null });
  const url = new URL(`/link/${token}`, baseUrl);
  process.stdout.write(`first administrator: open ${url} (works once, until ${endsAt})\n`);
}
