import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { makeFilePort } from "#lib/adapters/files/file-port.ts";
import { tcpProbe } from "#lib/adapters/net/tcp-probe.ts";
import { makeShellPort } from "#lib/adapters/powershell/shell-port.ts";
import type { Credential } from "#lib/adapters/secrets/read-credentials.ts";
import { makeSqlPort } from "#lib/adapters/sql/sql-port.ts";
import type { Ports } from "#lib/domain/ports.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import type { Env } from "#lib/env.ts";
import { systemClock } from "./system-clock.ts";

type Lookup = (name: string) => Credential;
type Connected = {
  /** For runs alone. */
  readonly ports: Ports;
  /** For plans and all that a person looks at: reads with the login that watches. */
  readonly planPorts: Ports;
  /** The same with a shell of its own: a run never waits behind a sweep. */
  readonly watchPorts: Ports;
  readonly close: () => Promise<void>;
};

/** The pool's instances, shares and management shell as ports. Opens nothing yet. */
export function connectPool(
  env: Env,
  { pool, credential }: { readonly pool: Pool; readonly credential: Lookup },
): Connected {
  // Two ports of one pool: outside a run nothing is opened with the login that may change things.
  const sql = makeSqlPort({ pool, credential, readAs: "operate" });
  const watchSql = makeSqlPort({ pool, credential, readAs: "watch" });
  const files = makeFilePort({
    pool,
    workerPath: join(env.migrationsDir, "..", "..", "lib", "adapters", "files", "share-process.mjs"),
  });
  const { executable } = pool.managementShell;
  const shellOptions = { executable, arguments: pool.managementShell.arguments, module: pool.product };
  const runShell = makeShellPort(shellOptions);
  const watchShell = makeShellPort(shellOptions);
  const ids = { newId: () => randomUUID() };
  const ports: Ports = { sql, files, net: tcpProbe, shell: runShell, clock: systemClock, ids };
  return {
    ports,
    planPorts: { ...ports, sql: watchSql },
    watchPorts: { ...ports, sql: watchSql, shell: watchShell },
    close: async () =>
      void (await Promise.allSettled([
        files.close(),
        runShell.close(),
        watchShell.close(),
        sql.close(),
        watchSql.close(),
      ])),
  };
}
