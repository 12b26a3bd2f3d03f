import { connect, type Socket } from "node:net";
import sql from "mssql";
import type {
  Catalog,
  Column,
  Execute,
  Parameter,
  ServerEvent,
  Session,
  SqlType,
  SqlValue,
} from "#lab/sql-server/contract.ts";
import { SessionTable } from "#lab/world/sessions.ts";
import { selfSignedCertificate } from "./certificate.ts";
import { listenTds, type TdsListener } from "./listen.ts";
import { requestSignalKey } from "./server-side.ts";

export const finished: string[] = [];
export const sessions = new SessionTable();
export const failures: unknown[] = [];

const catalog = {
  serverName: () => "LAB\\ONE",
  version: () => [10, 50, 6000] as const,
  database: (name: string) => (name.toLowerCase() === "mgc" ? { id: 5, name: "mgc", stateDesc: "ONLINE" } : null),
} as unknown as Catalog;

const done = (rowCount: number | null, error = false): ServerEvent => ({
  kind: "done",
  rowCount,
  error,
  inProcedure: false,
});
const info = (message: string, flush: boolean): ServerEvent => ({
  kind: "info",
  number: 3211,
  state: 1,
  class: 0,
  message,
  line: 1,
  flush,
});
const error = (number: number, message: string, level = 16): ServerEvent => ({
  kind: "error",
  error: { number, state: 1, class: level, message, line: 3, abort: level >= 20 ? "connection" : "statement" },
});
const column = (name: string, type: SqlType): Column => ({ name, type, nullable: true });
export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function* table(columns: readonly Column[], rows: readonly (readonly SqlValue[])[]): Generator<ServerEvent> {
  yield { kind: "columns", columns };
  for (const values of rows) yield { kind: "row", values };
  yield done(rows.length);
}

const allTypes: readonly (readonly [Column, SqlValue])[] = [
  [column("i", { name: "int" }), -7],
  [column("b", { name: "bigint" }), 9007199254740993n],
  [column("n", { name: "numeric", precision: 25, scale: 0 }), 38000000016200037n],
  [column("d", { name: "datetime" }), new Date("2024-02-29T23:59:59.997Z")],
  [column("d2", { name: "datetime2", scale: 7 }), new Date("2024-02-29T23:59:59.123Z")],
  [column("day", { name: "date" }), new Date("2024-02-29T00:00:00Z")],
  [column("g", { name: "uniqueidentifier" }), "01234567-89AB-CDEF-0123-456789ABCDEF"],
  [column("t", { name: "nvarchar", length: "max" }), "però € ".repeat(3000)],
  [column("s", { name: "varchar", length: 10 }), "abc"],
  [column("yes", { name: "bit" }), true],
  [column("f", { name: "float" }), 1.5],
  [column("bin", { name: "varbinary", length: 8 }), new Uint8Array([1, 2, 255])],
  [column("scaled", { name: "numeric", precision: 9, scale: 2 }), { unscaled: -1234n, scale: 2 }],
];

async function* respond(
  text: string,
  parameters: readonly Parameter[],
  signal: AbortSignal,
): AsyncGenerator<ServerEvent> {
  if (text.startsWith("EXEC @lab_return_status = dbo.double ")) {
    const given = parameters.find((p) => p.name === "@n");
    yield { kind: "output", name: "@lab_return_status", type: { name: "int" }, value: 4 };
    yield { kind: "output", name: "@twice", type: { name: "int" }, value: Number(given?.value) * 2 };
    return;
  }
  if (text === "types") {
    const columns = allTypes.map(([c]) => c);
    yield* table(columns, [allTypes.map(([, v]) => v), columns.map(() => null)]);
  } else if (text === "echo") {
    const columns = parameters.map((p) => column(p.name.slice(1), p.type));
    yield* table(columns, [parameters.map((p) => p.value)]);
  } else if (text === "restore") {
    yield error(3201, "Cannot open backup device.");
    yield error(3013, "RESTORE LOG is terminating abnormally.");
    yield done(null, true);
  } else if (text === "progress") {
    for (const percent of [10, 50, 90]) {
      yield info(`${percent} percent processed.`, true);
      await wait(80);
    }
    yield done(null);
  } else if (text.startsWith("slow")) {
    try {
      for (let step = 0; step < 40 && !signal.aborted; step += 1) {
        await wait(25);
        yield info(`step ${step}`, false);
      }
    } finally {
      finished.push(signal.aborted ? `${text} cancelled` : text);
    }
    yield done(null);
  } else if (text === "fatal") yield error(823, "I/O error.", 24);
  else if (text === "two") {
    yield* table([column("a", { name: "int" })], [[1]]);
    yield* table([column("b", { name: "int" })], [[2], [3]]);
  } else if (text === "broken") throw new Error("a bug of the lab");
  else if (text.startsWith("SELECT 1")) yield* table([column("", { name: "int" })], [[1]]);
  else yield done(null);
}

const execute: Execute = (_, session, text, parameters) =>
  respond(text, parameters, session.state.get(requestSignalKey) as AbortSignal);

export const pools: sql.ConnectionPool[] = [];

/** A listener over a server that knows a handful of texts. */
export const listener: TdsListener = await listenTds({
  host: "127.0.0.1",
  port: 0,
  execute,
  catalog: () => catalog,
  loginOk: (user, password) => user === "console" && password === "right",
  assertInitialDatabase: (name) => {
    if (!catalog.database(name)) throw new Error("911");
  },
  openSession: (at) => sessions.open(at, new Date()),
  certificate: selfSignedCertificate("lab", new Date()),
  onFailure: (failure) => failures.push(failure),
});

export async function closeAll(): Promise<void> {
  for (const pool of pools) await pool.close();
  await listener.close();
}

export async function connected(
  extra: Partial<sql.config> & { readonly encrypt?: boolean } = {},
): Promise<sql.ConnectionPool> {
  const { encrypt = false, ...config } = extra;
  const appName = `pool ${pools.length}`;
  const pool = new sql.ConnectionPool({
    server: "127.0.0.1",
    port: listener.port,
    user: "console",
    password: "right",
    database: "mgc",
    connectionTimeout: 3000,
    pool: { max: 1, min: 0 },
    options: { encrypt, trustServerCertificate: true, appName },
    ...config,
  });
  pool.on("error", () => undefined);
  await pool.connect();
  pools.push(pool);
  return pool;
}

/** The session of the newest pool; it opens with the first request. */
export function newestSession(): Session | undefined {
  return sessions.all().find((session) => session.programName === `pool ${pools.length - 1}`);
}

export async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 750 && !condition(); tries += 1) await wait(20);
  if (!condition()) throw new Error("waited in vain");
}

export function raw(): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(listener.port, "127.0.0.1", () => resolve(socket));
    socket.on("error", () => undefined);
  });
}
