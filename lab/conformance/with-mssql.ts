import sql from "mssql";
import type { Client, Outcome, SeenError } from "./outcome.ts";
import type { Cell, ParameterType, Statement } from "./statement.ts";

export type Address = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly encrypt: boolean;
};

const types: Readonly<Record<ParameterType, () => sql.ISqlType>> = {
  int: () => sql.Int(),
  bigint: () => sql.BigInt(),
  nvarchar: () => sql.NVarChar(50),
  varchar: () => sql.VarChar(50),
  bit: () => sql.Bit(),
  datetime: () => sql.DateTime(),
  uniqueidentifier: () => sql.UniqueIdentifier(),
};

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "number" || typeof value === "string") return value;
  if (value instanceof Date) return value.toISOString();
  return Buffer.isBuffer(value) ? `0x${value.toString("hex").toUpperCase()}` : String(value);
}

type ColumnShape = {
  readonly name: string;
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly nullable: boolean;
  readonly type: unknown;
};

/** The driver tells bytes. */
function lengthText(name: string, length: number): string {
  if (length === 65_535 || length === sql.MAX) return "max";
  return String(name.startsWith("n") ? length / 2 : length);
}

/** "nvarchar(128)?" */
function typeText(column: ColumnShape): string {
  const declared = (column.type as { declaration?: string } | undefined)?.declaration ?? "";
  const name = declared === "decimal" ? "numeric" : declared;
  const end = column.nullable ? "?" : "!";
  if (name === "numeric") return `numeric(${column.precision},${column.scale})${end}`;
  if (/char|varbinary/.test(name)) return `${name}(${lengthText(name, column.length ?? 0)})${end}`;
  return `${name}${end}`;
}

type Seen = { sets: Outcome["sets"][number][]; errors: SeenError[]; infos: number[] };

/** One connection kept for the whole run. */
export async function withMssql(at: Address): Promise<Client> {
  const pool = new sql.ConnectionPool({
    server: at.host,
    port: at.port,
    user: at.user,
    password: at.password,
    requestTimeout: 120_000,
    connectionTimeout: 15_000,
    pool: { max: 1, min: 1 },
    options: { encrypt: at.encrypt, trustServerCertificate: true, appName: "conformance" },
  });
  await pool.connect();

  function listen(request: sql.Request): {
    readonly seen: Seen;
    readonly done: Promise<sql.IProcedureResult<unknown> | null>;
  } {
    const seen: Seen = { sets: [], errors: [], infos: [] };
    request.stream = true;
    request.arrayRowMode = true;
    let rows: Cell[][] = [];
    request.on("recordset", (columns: unknown) => {
      const list = Object.values(columns as object) as ColumnShape[];
      rows = [];
      seen.sets.push({ names: list.map((column) => column.name), types: list.map(typeText), rows });
    });
    request.on("row", (row: unknown) => rows.push((row as unknown[]).map(cellOf)));
    request.on("info", (info: { number: number }) => seen.infos.push(info.number));
    request.on("error", (error: sql.RequestError & { class?: number; lineNumber?: number; state?: number }) =>
      seen.errors.push({
        number: error.number ?? 0,
        state: Number(error.state ?? 0),
        class: error.class ?? 0,
        line: error.lineNumber ?? 0,
        message: error.message,
      }),
    );
    return { seen, done: new Promise((resolve) => request.once("done", (result) => resolve(result))) };
  }

  return {
    name: `mssql, encrypt ${at.encrypt ? "on" : "off"}`,
    tells: "all",
    prepare: async (text) => void (await pool.request().batch(text)),
    send: async (statement: Statement) => {
      const request = pool.request();
      const { seen, done } = listen(request);
      for (const [name, { type, value }] of Object.entries(statement.parameters ?? {}))
        request.input(name, types[type](), value);
      for (const [name, type] of Object.entries(statement.outputs ?? {})) request.output(name, types[type]());
      const quiet = (sent: Promise<unknown>): void => void sent.catch(() => undefined);
      if (statement.isCall) quiet(request.execute(statement.sql));
      else if (statement.parameters) quiet(request.query(statement.sql));
      else quiet(request.batch(statement.sql));
      const result = await done;
      const outputs = Object.fromEntries(
        Object.entries(result?.output ?? {}).map(([name, value]) => [name, cellOf(value)]),
      );
      return { ...seen, lines: null, returns: statement.isCall ? (result?.returnValue ?? null) : null, outputs };
    },
    close: () => pool.close(),
  };
}
