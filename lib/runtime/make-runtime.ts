import { hostname } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { makePasswords } from "#lib/adapters/auth/passwords.ts";
import { transcriptFolder } from "#lib/adapters/evidence/transcript-folder.ts";
import { makeSmtpPort } from "#lib/adapters/mail/smtp-port.ts";
import { type Credential, readCredentials } from "#lib/adapters/secrets/read-credentials.ts";
import { startAuditCheck } from "#lib/adapters/store/audit-check.ts";
import { readPoolFile } from "#lib/adapters/topology/read-pool-file.ts";
import { readMarkers } from "#lib/domain/health/marker.ts";
import type { MailPort } from "#lib/domain/mail/mail-port.ts";
import { storeOfPool } from "#lib/domain/store-of-pool.ts";
import { settlements } from "#lib/domain/stranded/settlement.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { startEngine } from "#lib/engine/engine.ts";
import { timingsFor } from "#lib/engine/engine-deps.ts";
import type { Env } from "#lib/env.ts";
import type { ServiceConsole } from "#lib/services/context.ts";
import { makeTopics } from "#lib/topics.ts";
import { makeAuditWatch } from "#lib/watch/audit-watch.ts";
import { makeMailWatch } from "#lib/watch/mail-watch.ts";
import { makeSweep } from "#lib/watch/sweep.ts";
import { connectPool } from "./connect-pool.ts";
import { readLabAccounts } from "./lab-accounts.ts";
import { mailWords } from "./mail-words.ts";
import { notifyOf } from "./notify-of.ts";
import { openRecords } from "./open-records.ts";
import { startHeads } from "./start-heads.ts";
import { stopOnSignal } from "./stop-on-signal.ts";
import { systemClock } from "./system-clock.ts";

/** Puts adapters, engine and watch together and starts them. @throws AppError when pool file, credentials, database or accounts do not hold up */
export async function makeRuntime(env: Env) {
  const log = pino({ level: env.logLevel });
  const pool = readPoolFile(env.poolFile);
  const { credentialsFile: file, credentialsKey: key, credentialsKeyFile: keyFile } = env;
  const credential = readCredentials({ file, key, keyFile });
  const servers = connectPool(env, { pool, credential });
  const records = await openRecords(env, { log, credential, poolFqdn: pool.fqdn });
  const { store } = records;
  const { planPorts: ports } = servers;
  const topics = makeTopics();
  store.onAppend((event) => topics.publish(`run:${event.runId}`, { runId: event.runId, number: event.number }));
  const evidence = {
    watermarks: (limit: number) => store.watermarks(pool.fqdn, limit),
    newestCapture: () => store.newestCapture(pool.fqdn),
    stranded: () => settlements(store, pool.fqdn),
    markers: () => readMarkers(store, pool.fqdn),
  };
  const { sweep, engine, audit } = startWork({ env, log, pool, credential, servers, records, topics, evidence });
  const stop = async () => {
    await engine.stop();
    await Promise.allSettled([sweep.stop(), audit.watch.stop(), mail?.stop(), heads.stop(), servers.close()]);
    await audit.check.done();
    await records.close();
  };
  stopOnSignal(stop, log);
  const mailPort = mailOf(pool, credential);
  const mail = startMail(env, { log, pool, store, mail: mailPort });
  const heads = startHeads(env, { store, history: records.history, poolFqdn: pool.fqdn, credential, mail: mailPort });
  await store.recordEntry({
    stream: "console",
    kind: "console-started",
    person: "console",
    data: { pool: pool.fqdn, node: process.version },
  });
  const ofPool = storeOfPool(store, pool.fqdn);
  const serviceConsole: ServiceConsole = {
    pool,
    ports,
    evidence,
    store: ofPool,
    history: records.history,
    transcripts: transcriptFolder(join(env.dataDir, "evidence")),
    overview: () => sweep.current(),
    health: () => sweep.health(),
    audit: () => ({ standing: audit.watch.current(), check: audit.check.current() }),
    verifyAudit: audit.check.again,
    people: records.people,
    passwords: makePasswords(records.auth),
    planJobs: new Map(),
    runsRead: new Map(),
  };
  return {
    auth: records.auth,
    store: ofPool,
    pool,
    serviceConsole,
    /** What stands on the button for a sign-in by the directory; null = there is none. */
    directoryName: records.auth.directory?.name ?? null,
    labAccounts: readLabAccounts(env.labAccountsFile),
    overview: (): OverviewView | null => sweep.current(),
    subscribe: topics.subscribe,
    /** What the verification of the audit at this start has found, so far. */
    verify: audit.check.current,
    /** Whether events go into the audit database, into the local journal, or nowhere. */
    auditState: audit.watch.current,
    stop,
  };
}

type Records = Awaited<ReturnType<typeof openRecords>>;
type Topics = ReturnType<typeof makeTopics>;
type Parts = {
  readonly env: Env;
  readonly log: pino.Logger;
  readonly pool: Pool;
  readonly credential: (name: string) => Credential;
  readonly servers: ReturnType<typeof connectPool>;
  readonly records: Records;
  readonly topics: Topics;
  readonly evidence: ServiceConsole["evidence"];
};

/** All that goes on without a person. */
function startWork({ env, log, pool, credential, servers, records, topics, evidence }: Parts) {
  const { store } = records;
  const sweep = makeSweep({
    pool,
    ports: servers.watchPorts,
    store,
    notify: notifyOf({ env, pool, ports: servers.watchPorts, people: records.people, credential }),
    intervals: { watermark: env.watermarkSeconds * 1_000 },
    publish: (view) => topics.publish("overview", view),
    report: (source, error) => log.debug({ source, error: String(error) }, "a look failed"),
  });
  sweep.start();
  const engine = startEngine({
    store,
    ports: servers.ports,
    evidence,
    pool,
    holder: `${hostname()}:${process.pid}`,
    timings: timingsFor(env.leasePatienceSeconds),
    soleRunner: records.soleRunner,
    tryAudit: store.tryAudit,
    onProgress: (runId, look) =>
      topics.publish(`run:${runId}`, { runId, number: 0, look: { ...look, at: systemClock.now().toISOString() } }),
    log: (message, facts) => log.warn(facts, message),
  });
  return { sweep, engine, audit: startAudit(records, topics) };
}

function startAudit({ store, verifyAll }: Records, topics: Topics) {
  const watch = makeAuditWatch({
    clock: systemClock,
    state: store.auditState,
    // Taking in nothing: a transaction of its own, the same by which a dead database is found alive again.
    probe: () => store.takeIn([]),
    publish: (standing) => topics.publish("audit", standing),
  });
  watch.start();
  const check = startAuditCheck({
    verify: verifyAll,
    record: (verdict, person) =>
      store.recordEntry({ stream: "console", kind: "audit-verified", person, data: { verdict } }),
    now: systemClock.now,
  });
  return { watch, check };
}

/** Null where the pool file names no mail server. @throws AppError "bad-input" for a credential that is not there */
function mailOf({ mail }: Parts["pool"], credential: ReturnType<typeof readCredentials>): MailPort | null {
  if (mail === undefined) return null;
  return makeSmtpPort(mail, mail.credential === undefined ? null : credential(mail.credential));
}

/** Sends what entries ask for; null without a mail server. */
function startMail(
  env: Env,
  at: Pick<Parts, "log" | "pool"> & { readonly store: Records["store"]; readonly mail: MailPort | null },
) {
  if (at.mail === null) return null;
  const watch = makeMailWatch({
    clock: systemClock,
    store: at.store,
    poolFqdn: at.pool.fqdn,
    mail: at.mail,
    words: (mail) => mailWords(mail, env.baseUrl),
    report: (error) =>
      at.log.warn({ error: String(error) }, "mails cannot be sent: the audit database does not answer"),
  });
  watch.start();
  return watch;
}
