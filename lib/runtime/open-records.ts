import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import type { DirectoryOptions } from "#lib/adapters/auth/directory.ts";
import { makeAuth } from "#lib/adapters/auth/make-auth.ts";
import type { Credential } from "#lib/adapters/secrets/read-credentials.ts";
import { localJournalFile } from "#lib/adapters/store/local-journal-file.ts";
import { openStore } from "#lib/adapters/store/open-store.ts";
import { soleRunner } from "#lib/adapters/store/sole-runner.ts";
import type { Role } from "#lib/domain/actor.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { PeoplePort } from "#lib/domain/people/people-port.ts";
import { releaseRuns } from "#lib/domain/people/release-runs.ts";
import type { RunStore } from "#lib/domain/store-port.ts";
import { beforeFirstPool } from "#lib/domain/topology/version.ts";
import { steadyStore } from "#lib/engine/steady-store.ts";
import type { Env } from "#lib/env.ts";
import { hasPermission } from "#lib/services/permissions.ts";
import { systemClock } from "./system-clock.ts";

type Opened = Awaited<ReturnType<typeof openStore>>;
type Steady = ReturnType<typeof steadyStore<Opened["store"]>>;
export type Records = Awaited<ReturnType<typeof openRecords>>;

/**
 * Opens what the console keeps: the audit database, the local journals beside it, and the accounts in it.
 * @throws AppError when the database or a key file does not hold up
 */
export async function openRecords(
  env: Env,
  { log, credential }: { readonly log: Logger; readonly credential: (name: string) => Credential },
) {
  const opened = await openStore({
    url: env.databaseUrl,
    poolFqdn: beforeFirstPool,
    migrationsDir: env.migrationsDir,
    auditKey: readFileSync(env.auditKeyFile, "utf8").trim(),
  });
  const onlyRunner = soleRunner(env.databaseUrl.slice("file:".length));
  const stores = new Map<string, Steady>();
  const takenOut = new Set<string>();
  /** Where people have roles: the pools of this console, before the first one the console itself. */
  const pools = () => {
    const open = [...stores.keys()].filter((fqdn) => !takenOut.has(fqdn));
    return open.length === 0 ? [beforeFirstPool] : open;
  };
  const storeOf = (poolFqdn: string): Steady => {
    const store = stores.get(poolFqdn);
    if (store === undefined) throw new AppError("internal", `the pool ${poolFqdn} was not opened`);
    return store;
  };
  const auth = makeAuth({
    prisma: opened.prisma,
    secret: readFileSync(env.authSecretFile, "utf8").trim(),
    baseUrl: env.baseUrl,
    pools,
    directory: env.directory === null ? undefined : withClient(env.directory, credential),
    onDirectoryRole: async (id, role) => {
      for (const poolFqdn of pools()) {
        const store = stores.get(poolFqdn) ?? opened.store;
        await takeDirectoryRole({ people: opened.peopleOf(poolFqdn), store, poolFqdn }, { id, role });
      }
    },
    onSignIn: async (personId) => {
      const person = (await opened.people.person(personId))?.name ?? personId;
      await opened.store.recordEntry({ stream: "console", kind: "signed-in", person, data: { personId } });
    },
    onSecondFactor: ({ id, name }, isOn) => {
      const data = { personId: id, name, before: { secondFactor: !isOn }, after: { secondFactor: isOn }, byId: id };
      return opened.store.recordEntry({ stream: "console", kind: "second-factor-changed", person: name, data });
    },
  });
  return {
    ...opened,
    auth,
    pools,
    storeOf,
    /** Opens what a pool's runs are written to. The first pool's local journal has the plain name. Gives whether it was not open before. */
    openPool: async (poolFqdn: string): Promise<boolean> => {
      takenOut.delete(poolFqdn);
      if (stores.has(poolFqdn)) return false;
      const file = stores.size === 0 ? "local-journal.jsonl" : `local-journal-${poolFqdn}.jsonl`;
      const store = steadyStore({
        store: opened.store,
        file: await localJournalFile(join(env.dataDir, file), systemClock.now),
        soleRunner: onlyRunner,
        clock: systemClock,
        log: (message, facts) => log.error(facts, message),
      });
      stores.set(poolFqdn, store);
      return true;
    },
    /** A pool that was taken out: nobody has a role there until it is opened again. Safe to call twice. */
    closePool: (poolFqdn: string): void => void takenOut.add(poolFqdn),
    /** Every pool's. */
    steadyStores: () => [...stores.values()],
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
