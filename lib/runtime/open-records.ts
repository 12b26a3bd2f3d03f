import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import { makeAuth } from "#lib/adapters/auth/make-auth.ts";
import { seedAccounts } from "#lib/adapters/auth/seed-accounts.ts";
import { localJournalFile } from "#lib/adapters/store/local-journal-file.ts";
import { openStore } from "#lib/adapters/store/open-store.ts";
import { soleRunner } from "#lib/adapters/store/sole-runner.ts";
import { steadyStore } from "#lib/engine/steady-store.ts";
import type { Env } from "#lib/env.ts";
import { systemClock } from "./system-clock.ts";

/**
 * Opens what the console keeps: the audit database, the local journal beside it, and the accounts in it, which are seeded.
 * @throws AppError when the database, a key file or the accounts do not hold up
 */
export async function openRecords(env: Env, log: Logger) {
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
    onSignIn: (person) => store.recordEntry({ stream: "console", kind: "signed-in", person, data: {} }),
  });
  if (env.accountsFile) await seedAccounts(auth, env.accountsFile);
  return {
    store,
    history: opened.history,
    auth,
    verifyAll: opened.verifyAll,
    soleRunner: onlyRunner,
    close: async () => {
      await opened.close();
      onlyRunner.release();
    },
  };
}
