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
  /** For runs and plans. */
  readonly ports: Ports;
  /** The same with a shell of its own: a run never waits behind a sweep. */
  readonly watchPorts: Ports;
  readonly close: () => Promise<void>;
};

/** The pool's instances, shares and management shell as ports. Opens nothing yet. */
export function connectPool(
  env: Env,
  { pool, credential }: { readonly pool: Pool; readonly credential: Lookup },
): Connected {
  const sql = makeSqlPort({ pool, credential });
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
    watchPorts: { ...ports, shell: watchShell },
    close: async () =>
      void (await Promise.allSettled([files.close(), runShell.close(), watchShell.close(), sql.close()])),
  };
}
