import { join } from "node:path";
import pino from "pino";
import { makePasswords } from "#lib/adapters/auth/passwords.ts";
import { credentialNames, readCredentials } from "#lib/adapters/secrets/read-credentials.ts";
import { startAuditCheck } from "#lib/adapters/store/audit-check.ts";
import { parsePool } from "#lib/adapters/topology/read-pool-file.ts";
import { writePoolFile } from "#lib/adapters/topology/write-pool-file.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { AuditState } from "#lib/domain/local-journal-port.ts";
import type { TopologyVersion } from "#lib/domain/topology/version.ts";
import type { Env } from "#lib/env.ts";
import type { ServiceConsole } from "#lib/services/context.ts";
import type { TopologyConsole } from "#lib/services/topology-context.ts";
import { makeTopics, type Topics } from "#lib/topics.ts";
import { makeAuditWatch } from "#lib/watch/audit-watch.ts";
import { readLabAccounts } from "./lab-accounts.ts";
import { mailOf } from "./mail-of.ts";
import { openRecords, type Records } from "./open-records.ts";
import { makeProbe } from "./probe.ts";
import { makeRunningPools, type RunningPools } from "./running-pools.ts";
import { seedPeople } from "./seed-people.ts";
import { offeredShells } from "./shells.ts";
import { startHeads } from "./start-heads.ts";
import { startPool } from "./start-pool.ts";
import { stopOnSignal } from "./stop-on-signal.ts";
import { systemClock } from "./system-clock.ts";
import { takeInPoolFile } from "./take-in-pool-file.ts";

/** Puts adapters, engine and watch together and starts them. @throws AppError when pool file, credentials, database or accounts do not hold up */
export async function makeRuntime(env: Env) {
  const log = pino({ level: env.logLevel });
  const { credentialsFile: file, credentialsKey: key, credentialsKeyFile: keyFile } = env;
  const sealed = { file, key, keyFile };
  const credential = readCredentials(sealed);
  const records = await openRecords(env, { log, credential });
  const topics = makeTopics();
  if (env.poolFile !== null)
    await takeInPoolFile(env.poolFile, { topologies: records.topologies, warn: (message) => log.warn(message) });
  const versions = await records.topologies.newest();
  for (const { pool } of versions) await openPool(records, topics, pool.fqdn);
  await seedPeople(env, records);
  const audit = startAudit(records, topics);
  const asked = {
    audit: () => ({ standing: audit.watch.current(), check: audit.check.current() }),
    verifyAudit: audit.check.again,
    passwords: makePasswords(records.auth),
  };
  const pools = makeRunningPools(async (version) => {
    await openPool(records, topics, version.pool.fqdn);
    return startPool({ env, log, credential, records, topics, audit: asked }, version);
  });
  for (const version of versions) await pools.start(version);
  const first = versions[0]?.pool ?? null;
  const heads = startHeads(env, {
    store: records.store,
    history: records.history,
    poolFqdn: first?.fqdn ?? null,
    credential,
    mail: first === null ? null : mailOf(first, credential),
  });
  const stop = async () => {
    await pools.stop();
    await Promise.allSettled([audit.watch.stop(), heads.stop()]);
    await audit.check.done();
    await records.close();
  };
  stopOnSignal(stop, log);
  await records.store.recordEntry({
    stream: "console",
    kind: "console-started",
    person: "console",
    data: { pools: [...pools.names()], node: process.version },
  });
  const topology: TopologyConsole = {
    versions: records.topologies,
    probe: makeProbe({
      credential,
      workerPath: join(env.migrationsDir, "..", "..", "lib", "adapters", "files", "share-process.mjs"),
    }),
    poolsOf: records.auth.poolsOf,
    poolOf: async ({ kind, id }) =>
      (await (kind === "run" ? records.store.run(id) : records.store.plan(id)))?.poolFqdn ?? null,
    credentials: () => credentialNames(sealed),
    shells: () => offeredShells(env, records.topologies),
    takeUp: (version) => pools.takeUp(records.topologies, version),
    takeOut: async (removal) => {
      await pools.takeOut(records.topologies, removal);
      records.closePool(removal.poolFqdn);
    },
    poolFile: { read: (text) => parsePool(text, "that was given"), write: writePoolFile },
    record: (kind, person, data) => records.store.recordEntry({ stream: "console", kind, person, data }),
  };
  return {
    auth: records.auth,
    store: records.store,
    pools,
    topology,
    /** For links that work once: they open before anybody is signed in. */
    entrance: () => ({ people: records.peopleOf(records.pools()[0] ?? ""), passwords: asked.passwords }),
    /** Of the first pool. @throws AppError "internal" while there is none */
    get serviceConsole(): ServiceConsole {
      return firstConsole(pools);
    },
    /** What stands on the button for a sign-in by the directory; null = there is none. */
    directoryName: records.auth.directory?.name ?? null,
    labAccounts: readLabAccounts(env.labAccountsFile),
    subscribe: topics.subscribe,
    /** What the verification of the audit at this start has found, so far. */
    verify: audit.check.current,
    /** Whether events go into the audit database, into a local journal, or nowhere. */
    auditState: audit.watch.current,
    stop,
  };
}

function firstConsole(pools: RunningPools): ServiceConsole {
  const pool = pools.of();
  if (pool === null) throw new AppError("internal", "this console has no pool yet");
  return pool.serviceConsole;
}

/** Whoever follows a run hears of each of its events. Safe to call twice. */
async function openPool(records: Records, topics: Topics, fqdn: TopologyVersion["pool"]["fqdn"]): Promise<void> {
  if (!(await records.openPool(fqdn))) return;
  records
    .storeOf(fqdn)
    .onAppend((event) => topics.publish(`run:${event.runId}`, { runId: event.runId, number: event.number }));
}

function startAudit(records: Records, topics: Topics) {
  const { store, verifyAll } = records;
  const watch = makeAuditWatch({
    clock: systemClock,
    state: () => worstState(records.steadyStores().map((each) => each.auditState())),
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

const gravity: readonly AuditState["kind"][] = ["stopped", "local-journal", "up"];

function worstState(states: readonly AuditState[]): AuditState {
  const worst = gravity.flatMap((kind) => states.filter((state) => state.kind === kind));
  return worst[0] ?? { kind: "up" };
}
