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
import { steadyStore } from "#lib/engine/steady-store.ts";
import type { Env } from "#lib/env.ts";
import { systemClock } from "./system-clock.ts";

/**
 * Opens what the console keeps: the audit database, the local journal beside it, and the accounts in it, which are seeded.
 * @throws AppError when the database, a key file or the accounts do not hold up
 */
export async function openRecords(
  env: Env,
  { log, credential }: { readonly log: Logger; readonly credential: (name: string) => Credential },
) {
  const opened = await openStore({
    url: env.databaseUrl,
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
    directory: env.directory === null ? undefined : withClient(env.directory, credential),
    onDirectoryRole: (id, role) => takeDirectoryRole(opened.people, { id, role }),
    onSignIn: (person) => store.recordEntry({ stream: "console", kind: "signed-in", person, data: {} }),
  });
  if (env.accountsFile) await seedAccounts(auth, env.accountsFile);
  await offerFirstAdministrator(opened.people, env.baseUrl);
  return {
    store,
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

/** A person's groups say what he is at each sign-in; the change is written like an administrator's. */
async function takeDirectoryRole(people: PeoplePort, to: { readonly id: string; readonly role: Role }): Promise<void> {
  const person = await people.person(to.id);
  if (person === null || person.role === to.role) return;
  await people.change(to.id, { role: to.role }, { person: "directory", personId: null });
}

/** A console that nobody administers prints a link that makes the first administrator: once, within an hour. */
async function offerFirstAdministrator(people: PeoplePort, baseUrl: string): Promise<void> {
  if (await people.hasAdministrator()) return;
  const { token, endsAt } = await people.makeLink(null, { person: "console", personId: null });
  const url = new URL(`/link/${token}`, baseUrl);
  process.stdout.write(`first administrator: open ${url} (works once, until ${endsAt})\n`);
}
