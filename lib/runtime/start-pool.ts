import { hostname } from "node:os";
import { join } from "node:path";
import type { Logger } from "pino";
import { transcriptFolder } from "#lib/adapters/evidence/transcript-folder.ts";
import type { Credential } from "#lib/adapters/secrets/read-credentials.ts";
import { readMarkers } from "#lib/domain/health/marker.ts";
import { storeOfPool } from "#lib/domain/store-of-pool.ts";
import { settlements } from "#lib/domain/stranded/settlement.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { storeOfVersion } from "#lib/domain/topology/store-of-version.ts";
import type { TopologyVersion } from "#lib/domain/topology/version.ts";
import { startEngine } from "#lib/engine/engine.ts";
import { timingsFor } from "#lib/engine/engine-deps.ts";
import type { Env } from "#lib/env.ts";
import type { ServiceConsole } from "#lib/services/context.ts";
import type { Topics } from "#lib/topics.ts";
import { makeMailWatch } from "#lib/watch/mail-watch.ts";
import { makeSweep } from "#lib/watch/sweep.ts";
import { connectPool } from "./connect-pool.ts";
import { mailOf } from "./mail-of.ts";
import { mailWords } from "./mail-words.ts";
import { notifyOf } from "./notify-of.ts";
import type { Records } from "./open-records.ts";
import { systemClock } from "./system-clock.ts";

/** What all pools of the console share. */
export type Shared = {
  readonly env: Env;
  readonly log: Logger;
  readonly credential: (name: string) => Credential;
  readonly records: Records;
  readonly topics: Topics;
  readonly audit: Pick<ServiceConsole, "audit" | "verifyAudit" | "passwords">;
};

export type RunningPool = ReturnType<typeof startPool>;

/** Connects one pool as one version has it, and starts all that goes on without a person. @throws AppError when a credential is missing */
export function startPool(shared: Shared, version: TopologyVersion) {
  const { env, records, credential, topics, log } = shared;
  const { pool } = version;
  const steady = records.storeOf(pool.fqdn);
  const people = records.peopleOf(pool.fqdn);
  const servers = connectPool(env, { pool, credential });
  const evidence = {
    watermarks: (limit: number) => steady.watermarks(pool.fqdn, limit),
    newestCapture: () => steady.newestCapture(pool.fqdn),
    stranded: () => settlements(steady, pool.fqdn),
    markers: () => readMarkers(steady, pool.fqdn),
  };
  const notify = notifyOf({ env, pool, ports: servers.watchPorts, people, credential });
  const mail = startMail(shared, { pool, store: steady });
  const sweep = makeSweep({
    pool,
    ports: servers.watchPorts,
    store: steady,
    notify,
    intervals: { watermark: env.watermarkSeconds * 1_000 },
    publish: (view) => topics.publish(`overview:${pool.fqdn}`, view),
    report: (source, error) => log.debug({ source, error: String(error) }, "a look failed"),
  });
  sweep.start();
  const engine = startEngine({
    store: steady,
    ports: servers.ports,
    evidence,
    pool,
    holder: `${hostname()}:${process.pid}`,
    timings: timingsFor(env.leasePatienceSeconds),
    soleRunner: records.soleRunner,
    tryAudit: steady.tryAudit,
    onProgress: (runId, look) =>
      topics.publish(`run:${runId}`, { runId, number: 0, look: { ...look, at: systemClock.now().toISOString() } }),
    log: (message, facts) => log.warn(facts, message),
  });
  const door = storeOfVersion(storeOfPool(steady, pool.fqdn), version.at);
  const serviceConsole: ServiceConsole = {
    pool,
    ports: servers.planPorts,
    evidence,
    store: door.store,
    history: records.history,
    transcripts: transcriptFolder(join(env.dataDir, "evidence")),
    overview: () => sweep.current(),
    health: () => sweep.health(),
    ...shared.audit,
    people,
    planJobs: new Map(),
    runsRead: new Map(),
    runsAsked: new Map(),
  };
  return {
    version,
    serviceConsole,
    /** From now on no run starts here; resolves when one that was starting has started. `open` takes it back. */
    close: door.close,
    open: door.open,
    stop: async () => {
      await engine.stop();
      await Promise.allSettled([sweep.stop(), mail?.stop(), servers.close()]);
    },
  };
}

/** Sends what entries ask for; null where the pool names no mail server. @throws AppError "bad-input" for a credential that is not there */
function startMail(
  { env, log, credential }: Shared,
  { pool, store }: { readonly pool: Pool; readonly store: ReturnType<Records["storeOf"]> },
) {
  const port = mailOf(pool, credential);
  if (port === null) return null;
  const watch = makeMailWatch({
    clock: systemClock,
    store,
    poolFqdn: pool.fqdn,
    mail: port,
    words: (mail) => mailWords(mail, env.baseUrl),
    report: (error) => log.warn({ error: String(error) }, "mails cannot be sent: the audit database does not answer"),
  });
  watch.start();
  return watch;
}
