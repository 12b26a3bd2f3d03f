// The seams inside the lab's SQL Server. T-SQL text goes in, events come out; everything the text can name comes from a Catalog.

/** int, smallint, tinyint, float: number. bigint and numeric(p,0): bigint. numeric(p,s>0): Decimal. bit: boolean.
 * Strings: string. uniqueidentifier: upper-case string. datetime, datetime2, smalldatetime, date: Date whose UTC fields are the wall clock. varbinary: Uint8Array. */
export type SqlValue = number | bigint | boolean | string | Date | Uint8Array | Decimal | null;
export type Decimal = { readonly unscaled: bigint; readonly scale: number };

export type SqlType =
  | {
      readonly name:
        | "int"
        | "bigint"
        | "smallint"
        | "tinyint"
        | "bit"
        | "float"
        | "real"
        | "datetime"
        | "smalldatetime"
        | "date"
        | "uniqueidentifier";
    }
  | { readonly name: "datetime2"; readonly scale: number }
  | { readonly name: "numeric"; readonly precision: number; readonly scale: number }
  | { readonly name: "char" | "varchar" | "nchar" | "nvarchar" | "varbinary"; readonly length: number | "max" };

export type Column = {
  readonly name: string;
  readonly type: SqlType;
  readonly nullable: boolean;
  /** Whose right to read it is missing: naming it gives this error, 230. */
  readonly denied?: { readonly object: string; readonly database: string };
};
export type TableSource = { readonly columns: readonly Column[]; readonly rows: () => Iterable<readonly SqlValue[]> };

/** SQL Server's own error. `class` >= 20 ends the connection. `abort` says how far it reaches. */
export type SqlErrorShape = {
  readonly number: number;
  readonly state: number;
  readonly class: number;
  readonly message: string;
  readonly line: number;
  readonly procedure?: string;
  readonly abort: "statement" | "batch" | "connection";
};

/** What a batch writes, in order. TDS and the in-process port both consume exactly this. */
export type ServerEvent =
  | { readonly kind: "columns"; readonly columns: readonly Column[] }
  | { readonly kind: "row"; readonly values: readonly SqlValue[] }
  /** One per finished statement; `rowCount` null = no count. `inProcedure` = DONEINPROC. */
  | { readonly kind: "done"; readonly rowCount: number | null; readonly error: boolean; readonly inProcedure: boolean }
  | {
      readonly kind: "info";
      readonly number: number;
      readonly state: number;
      readonly class: number;
      readonly message: string;
      readonly line: number;
      readonly flush: boolean;
    }
  | { readonly kind: "error"; readonly error: SqlErrorShape }
  | { readonly kind: "database"; readonly from: string; readonly to: string }
  | { readonly kind: "return-status"; readonly value: number }
  | { readonly kind: "output"; readonly name: string; readonly type: SqlType; readonly value: SqlValue };

export type Parameter = {
  readonly name: string;
  readonly type: SqlType;
  readonly value: SqlValue;
  readonly output: boolean;
};

/** One login's connection. Owned by the listener; the engine keeps temp tables and SET options in `state`. */
export interface Session {
  readonly spid: number;
  readonly login: string;
  readonly hostName: string;
  readonly programName: string;
  readonly loginTime: Date;
  database: string;
  /** Set by KILL or a vanished client. */
  readonly signal: AbortSignal;
  readonly state: Map<string, unknown>;
}

export type ProcedureCall = {
  readonly session: Session;
  /** Named (with @) or positional (name ""), in order, already converted. */
  readonly args: readonly { readonly name: string; readonly value: SqlValue; readonly output: boolean }[];
  readonly line: number;
  /** Set an OUTPUT argument. */
  readonly setOutput: (name: string, value: SqlValue) => void;
};
/** A stored procedure: yields events (columns, row, info, error), returns its return code. Raise with an "error" event. */
export type Procedure = (call: ProcedureCall) => AsyncGenerator<ServerEvent, number>;

/** A statement kind whose grammar the query parser does not own (BACKUP, RESTORE, ALTER DATABASE, KILL, DBCC …). */
export type Token = {
  readonly kind: "word" | "quoted" | "string" | "number" | "variable" | "symbol";
  readonly text: string;
  readonly line: number;
};
export type StatementCall = {
  readonly session: Session;
  /** The statement's tokens, from its first word to its end. String and quoted tokens come unescaped. */
  readonly tokens: readonly Token[];
  /** Value of a @variable. Throws 137 as SqlError when undeclared. */
  readonly variable: (name: string) => SqlValue;
  readonly line: number;
};
export type StatementHandler = (call: StatementCall) => AsyncGenerator<ServerEvent, void>;

/** Everything T-SQL may name on one instance. Throwing a SqlError (see sql/errors.ts) is how it refuses (927, 911, 208 is the engine's own). */
export interface Catalog {
  /** Server clock, wall time in its UTC fields. */
  localNow(): Date;
  utcNow(): Date;
  serverName(): string;
  /** 10.50, 11.0 … as [major, minor, build]. */
  version(): readonly [number, number, number];
  /** Canonical name and state, or null when absent. */
  database(name: string): { readonly id: number; readonly name: string; readonly stateDesc: string } | null;
  databaseById(id: number): string | null;
  /** Throws 911, 927, 942, 954 … as SQL Server would when a session wants to use it. */
  assertUsable(database: string): void;
  /** Throws 916 when the login that the session acts as has no user in the database. */
  assertMayEnter?(session: Session, database: string): void;
  /** The login that EXECUTE AS names. Throws 15406 or 15517. */
  impersonated?(session: Session, scope: "login" | "user", name: string): string;
  /** A table or view; database already canonical; schema "" = default. null = 208. */
  table(
    session: Session,
    at: { readonly database: string; readonly schema: string; readonly name: string },
  ): TableSource | null;
  /** Writes by INSERT/UPDATE/DELETE on a user table the world allows; null = not writable (error of the engine's own choosing). */
  write?(
    session: Session,
    at: { readonly database: string; readonly schema: string; readonly name: string },
    change: TableChange,
  ): number | null;
  /** A table-valued function such as sys.dm_os_volume_stats. null = 208. */
  tableFunction(
    session: Session,
    at: { readonly database: string; readonly schema: string; readonly name: string },
    args: readonly SqlValue[],
  ): TableSource | null;
  /** Scalar function in a database, such as mgc.dbo.fnTicksToDate. null = unknown. */
  scalarFunction(
    at: { readonly database: string; readonly schema: string; readonly name: string },
    args: readonly SqlValue[],
  ): { readonly type: SqlType; readonly value: SqlValue } | null;
  /** SERVERPROPERTY, DATABASEPROPERTYEX, IS_SRVROLEMEMBER, SUSER_SNAME … ; undefined = property unknown → NULL. */
  property(
    session: Session,
    fn: string,
    args: readonly SqlValue[],
  ): { readonly type: SqlType; readonly value: SqlValue } | undefined;
  /** By lower-case last name part; database and schema as written ("" when absent). null = 2812. */
  procedure(
    session: Session,
    at: { readonly database: string; readonly schema: string; readonly name: string },
  ): Procedure | null;
  /** By first word(s) upper-case: "BACKUP", "RESTORE", "ALTER DATABASE", "KILL", "DBCC", "CREATE DATABASE", "DROP DATABASE" … null = not one of its own. */
  statement(firstWords: string): StatementHandler | null;
  /** Right T-SQL that the lab does not do: error 50000+, logged. */
  unsupported(what: string): void;
}

export type TableChange =
  | { readonly kind: "insert"; readonly rows: readonly Readonly<Record<string, SqlValue>>[] }
  | {
      readonly kind: "update";
      readonly match: (row: Readonly<Record<string, SqlValue>>) => boolean;
      readonly set: (row: Readonly<Record<string, SqlValue>>) => Readonly<Record<string, SqlValue>>;
    }
  | { readonly kind: "delete"; readonly match: (row: Readonly<Record<string, SqlValue>>) => boolean };

/** The one function that IS the server. lab/sql-server/sql/execute.ts exports it. */
export type Execute = (
  catalog: Catalog,
  session: Session,
  text: string,
  parameters: readonly Parameter[],
) => AsyncGenerator<ServerEvent>;
