import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pino from "pino";
import { z } from "zod";
import type { DirectoryOptions } from "#lib/adapters/auth/directory.ts";
import { makeAuth } from "#lib/adapters/auth/make-auth.ts";
import { makePasswords } from "#lib/adapters/auth/passwords.ts";
import { seedAccounts } from "#lib/adapters/auth/seed-accounts.ts";
import { transcriptFolder } from "#lib/adapters/evidence/transcript-folder.ts";
import { makeFilePort } from "#lib/adapters/files/file-port.ts";
import { tcpProbe } from "#lib/adapters/net/tcp-probe.ts";
import { makeShellPort } from "#lib/adapters/powershell/shell-port.ts";
import { readCredentials } from "#lib/adapters/secrets/read-credentials.ts";
import { makeSqlPort } from "#lib/adapters/sql/sql-port.ts";
import { startAuditCheck } from "#lib/adapters/store/audit-check.ts";
import { localJournalFile } from "#lib/adapters/store/local-journal-file.ts";
import { openStore } from "#lib/adapters/store/open-store.ts";
import { soleRunner } from "#lib/adapters/store/sole-runner.ts";
import { readPoolFile } from "#lib/adapters/topology/read-pool-file.ts";
import type { Role } from "#lib/domain/actor.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { PeoplePort } from "#lib/domain/people/people-port.ts";
import type { ClockPort, Ports } from "#lib/domain/ports.ts";
import { settlements } from "#lib/domain/stranded/settlement.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { startEngine } from "#lib/engine/engine.ts";
import { timingsFor } from "#lib/engine/engine-deps.ts";
import { steadyStore } from "#lib/engine/steady-store.ts";
import type { Env } from "#lib/env.ts";
import type { ServiceConsole } from "#lib/services/context.ts";
import { makeTopics } from "#lib/topics.ts";
import { makeAuditWatch } from "#lib/watch/audit-watch.ts";
import { makeSweep } from "#lib/watch/sweep.ts";

const key = Symbol.for("persistent-chat.runtime");
type Runtime = Awaited<ReturnType<typeof makeRuntime>>;
type Holder = { [key]?: Promise<Runtime>; [ready]?: Runtime };
const ready = Symbol.for("persistent-chat.runtime.ready");
const holder = globalThis as unknown as Holder;

const accountsFile = z.array(z.object({ email: z.string(), name: z.string(), password: z.string(), role: z.string() }));

/** The one runtime object. @throws AppError "internal" before `startRuntime` has finished */
export function getRuntime(): Runtime {
  const runtime = holder[ready];
  if (!runtime) throw new AppError("internal", "the console is still starting");
  return runtime;
}

/** Makes the runtime once per process; a second call gives the first one's. @throws AppError when the environment does not hold up */
export async function startRuntime(env: Env): Promise<void> {
  holder[key] ??= makeRuntime(env);
  holder[ready] = await holder[key];
}

/** The same at a server's start. Next.js would go on answering 500: a console that cannot start says why, once, and ends. */
export async function startRuntimeOrEnd(read: () => Env): Promise<void> {
  try {
    await startRuntime(read());
  } catch (e) {
    process.stderr.write(`the console cannot start: ${e instanceof Error ? e.message : String(e)}\n`);
    process.exit(1);
  }
}

const clock: ClockPort = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  sleep: async (ms, signal) => void (await delay(ms, undefined, signal ? { signal } : {})),
};

async function makeRuntime(env: Env) {
  const log = pino({ level: env.logLevel });
  const pool = readPoolFile(env.poolFile);
  const { credentialsFile: file, credentialsKey: key, credentialsKeyFile: keyFile } = env;
  const credential = readCredentials({ file, key, keyFile });
  const opened = await openStore({
    url: env.databaseUrl,
    migrationsDir: env.migrationsDir,
    auditKey: readFileSync(env.auditKeyFile, "utf8").trim(),
  });
  const onlyRunner = soleRunner(env.databaseUrl.slice("file:".length));
  const store = steadyStore({
    store: opened.store,
    file: await localJournalFile(join(env.dataDir, "local-journal.jsonl"), clock.now),
    soleRunner: onlyRunner,
    clock,
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

  const sql = makeSqlPort({ pool, credential });
  const files = makeFilePort({
    pool,
    workerPath: join(env.migrationsDir, "..", "..", "lib", "adapters", "files", "share-process.mjs"),
  });
  const { executable } = pool.managementShell;
  const shellOptions = { executable, arguments: pool.managementShell.arguments, module: pool.product };
  // One shell for runs and plans, one for the watch: a run never waits behind a sweep.
  const runShell = makeShellPort(shellOptions);
  const watchShell = makeShellPort(shellOptions);
  const ids = { newId: () => randomUUID() };
  const ports: Ports = { sql, files, net: tcpProbe, shell: runShell, clock, ids };

  const topics = makeTopics();
  store.onAppend((event) => topics.publish(`run:${event.runId}`, { runId: event.runId, number: event.number }));
  const sweep = makeSweep({
    pool,
    ports: { ...ports, shell: watchShell },
    store,
    intervals: { watermark: env.watermarkSeconds * 1_000 },
    publish: (view) => topics.publish("overview", view),
    report: (source, error) => log.debug({ source, error: String(error) }, "a look failed"),
  });
  sweep.start();
  const evidence = {
    watermarks: (limit: number) => store.watermarks(pool.fqdn, limit),
    newestCapture: () => store.newestCapture(pool.fqdn),
    stranded: () => settlements(store, pool.fqdn),
  };
  const engine = startEngine({
    store,
    ports,
    evidence,
    pool,
    holder: `${hostname()}:${process.pid}`,
    timings: timingsFor(env.leasePatienceSeconds),
    soleRunner: onlyRunner,
    tryAudit: store.tryAudit,
    onProgress: (runId, look) =>
      topics.publish(`run:${runId}`, { runId, number: 0, look: { ...look, at: clock.now().toISOString() } }),
    log: (message, facts) => log.warn(facts, message),
  });
  const serviceConsole: ServiceConsole = {
    pool,
    ports,
    evidence,
    store,
    transcripts: transcriptFolder(join(env.dataDir, "evidence")),
    overview: () => sweep.current(),
    audit: () => ({ standing: auditWatch.current(), check: audit.current() }),
    people: opened.people,
    passwords: makePasswords(auth),
    planJobs: new Map(),
  };
  const stop = async () => {
    await engine.stop();
    await Promise.allSettled([
      sweep.stop(),
      auditWatch.stop(),
      files.close(),
      runShell.close(),
      watchShell.close(),
      sql.close(),
    ]);
    await audit.done;
    await opened.close();
    onlyRunner.release();
  };
  const auditWatch = makeAuditWatch({
    clock,
    state: store.auditState,
    // Taking in nothing: a transaction of its own, the same by which a dead database is found alive again.
    probe: () => store.takeIn([]),
    publish: (standing) => topics.publish("audit", standing),
  });
  auditWatch.start();
  const audit = startAuditCheck({
    verify: opened.verifyAll,
    record: (verdict) =>
      store.recordEntry({ stream: "console", kind: "audit-verified", person: "console", data: { verdict } }),
    now: clock.now,
  });
  stopOnSignal(stop, log);
  await store.recordEntry({
    stream: "console",
    kind: "console-started",
    person: "console",
    data: { pool: pool.fqdn, node: process.version },
  });
  return {
    auth,
    store,
    pool,
    serviceConsole,
    /** What stands on the button for a sign-in by the directory; null = there is none. */
    directoryName: auth.directory?.name ?? null,
    // Shown on the sign-in page: the lab's own file only, never the accounts of a real pool.
    labAccounts: env.labAccountsFile ? accountsFile.parse(JSON.parse(readFileSync(env.labAccountsFile, "utf8"))) : [],
    overview: (): OverviewView | null => sweep.current(),
    subscribe: topics.subscribe,
    /** What the verification of the audit at this start has found, so far. */
    verify: audit.current,
    /** Whether events go into the audit database, into the local journal, or nowhere. */
    auditState: auditWatch.current,
    stop,
  };
}

function withClient(
  { credential: name, ...directory }: NonNullable<Env["directory"]>,
  credential: (name: string) => { readonly user: string; readonly password: string },
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
  process.stdout.write(
    `first administrator: open ${new URL(`/link/${token}`, baseUrl)} (works once, until ${endsAt})\n`,
  );
}

/** NEXT_MANUAL_SIG_HANDLE is set by the start script: no new act begins, the running one is journaled as cut off, then exit. */
function stopOnSignal(stop: () => Promise<void>, log: pino.Logger): void {
  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      log.info({ signal }, "stopping");
      // A hung server must not keep the process: what is cut off is found again by observation.
      setTimeout(() => process.exit(1), 8_000).unref();
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}
