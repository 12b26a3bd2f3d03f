import sql from "mssql";
import { StepError } from "#lib/domain/errors.ts";
import type { Instance } from "#lib/domain/topology/pool.ts";

/** What a login needs. `domain` makes it an NTLM login. */
export type Credential = { readonly user: string; readonly password: string; readonly domain?: string };

export type Opening = {
  readonly instance: Instance;
  readonly credential: Credential;
  readonly appName: string;
  readonly connectTimeoutMs: number;
  readonly maxConnections: number;
  /** Logins after which no further one is made: a session whose line broke must not go on, lockless, over a new line. */
  readonly maxLogins?: number;
};

/** What SQL Server said while it refused a login: a 4060 comes before the 18456 that alone reaches mssql's error. */
export type Refusal = { readonly number: number; readonly class: number; readonly message: string };

/** An opened mssql pool together with the means to cut its lines at once. */
export type Opened = {
  readonly pool: sql.ConnectionPool;
  readonly cut: () => void;
  /** Of the last login, in order; empty when it was not refused. */
  readonly refusals: () => readonly Refusal[];
};

type Line = { close(): void };

/** A line to `master` of one instance; not connected yet. mssql makes one login more than it keeps (its probe). */
export function openPool(opening: Opening): Opened {
  const { instance, credential } = opening;
  const lines = new Set<Line>();
  let logins = 0;
  let refusals: Refusal[] = [];
  const pool = new sql.ConnectionPool({
    server: instance.host,
    port: instance.port,
    database: "master",
    user: credential.user,
    password: credential.password,
    ...(credential.domain === undefined ? {} : { domain: credential.domain }),
    connectionTimeout: opening.connectTimeoutMs,
    validateConnection: opening.maxLogins === undefined ? "socket" : false,
    pool: { min: 0, max: opening.maxConnections, idleTimeoutMillis: 60_000 },
    beforeConnect: (line) => {
      logins += 1;
      if (opening.maxLogins !== undefined && logins > opening.maxLogins) {
        line.close();
        throw new StepError("unreachable", `${instance.name}: the session's connection was lost`, { effect: "none" });
      }
      const said: Refusal[] = [];
      const note = (token: Refusal) => void said.push(token);
      line.on("errorMessage", note);
      line.once("connect", () => {
        line.removeListener("errorMessage", note);
        refusals = said;
      });
      lines.add(line);
      line.once("end", () => lines.delete(line));
    },
    options: {
      encrypt: instance.encrypt,
      trustServerCertificate: instance.trustServerCertificate,
      appName: opening.appName.slice(0, 128),
      connectTimeout: opening.connectTimeoutMs,
    },
  });
  return {
    pool,
    refusals: () => refusals,
    cut: () => {
      for (const line of lines) line.close();
      lines.clear();
    },
  };
}

/** A request whose own timeout overrides the pool's (0 = none). The types of mssql 12 do not know `overrides` yet. */
export function requestOn(pool: sql.ConnectionPool, timeoutMs: number): sql.Request {
  return Object.assign(new sql.Request(pool), { overrides: { requestTimeout: timeoutMs } });
}
