/** What must be there before a statement is sent: always made by T-SQL, in databases made for this run and dropped after it. */
export type DatabaseNeeded =
  /** No database of its own. */
  | "none"
  /** {db}, new, recovery model FULL, never backed up. */
  | "new"
  /** {db} with a full backup {dir}\{db}_full.bak and log backups {dir}\{db}_1.trn to _3.trn, in that order. */
  | "chain"
  /** As chain; then dropped and restored from the full backup WITH NORECOVERY. */
  | "restoring"
  /** As restoring, and then WITH STANDBY after the first log backup. */
  | "standby";

export type Cell = string | number | null;
export type ExpectedSet = {
  /** "name type, …": "!" after a type says NOT NULL, "?" says NULL allowed; without either nobody looks. null: nobody looks at all. */
  readonly columns: string | null;
  /** As text, number or null; bit as 0 and 1. */
  readonly rows?: readonly (readonly Cell[])[];
  readonly count?: number;
};

export type ExpectedError = {
  readonly number: number;
  readonly line?: number;
  readonly state?: number;
  readonly class?: number;
};

export type Expected = {
  readonly sets?: readonly ExpectedSet[];
  /** In order, all of them. */
  readonly errors?: readonly ExpectedError[];
  /** Numbers of informational messages, in this order; others may stand between them. */
  readonly infos?: readonly number[];
  readonly returns?: number;
  readonly outputs?: Readonly<Record<string, Cell>>;
};

export type ParameterType = "int" | "bigint" | "nvarchar" | "bit" | "datetime" | "uniqueidentifier" | "varchar";
export type Parameter = { readonly type: ParameterType; readonly value: Cell };

/** One entry of the file: what is sent, and what must come back. `{db}`, `{dir}` and `{other}` are put in before it is sent. */
export type Statement = {
  readonly id: string;
  /** Where in the references the expected result stands, or "unverified". Never the lab. */
  readonly source: string;
  readonly needs: DatabaseNeeded;
  /** Database of the session: master, or the one made for it. */
  readonly in: "master" | "db";
  readonly sql: string;
  /** Sent by sp_executesql. */
  readonly parameters?: Readonly<Record<string, Parameter>>;
  /** Sent as a call of a named procedure; `sql` is its name. */
  readonly outputs?: Readonly<Record<string, ParameterType>>;
  readonly isCall?: boolean;
  /** The database must be made anew after it. */
  readonly spoils: boolean;
  /** It writes outside the throw-away databases (jobs, logins): a real server sees it only when asked to. */
  readonly serverWide: boolean;
  /** First and first-not version, as [major, minor, build]. */
  readonly from?: readonly [number, number, number];
  readonly below?: readonly [number, number, number];
  readonly expect: Expected;
};

type More = Partial<Omit<Statement, "id" | "source" | "sql" | "expect">> & { readonly infos?: readonly number[] };

function make(
  [id, source, sql]: readonly [string, string, string],
  expect: Expected,
  { infos, ...more }: More,
): Statement {
  const base = { needs: "none", in: "master", spoils: false, serverWide: false } as const;
  return { id, source, sql, ...base, ...more, expect: infos ? { ...expect, infos } : expect };
}

type Head = readonly [id: string, source: string, sql: string];

/** One result set. */
export function gives(
  head: Head,
  columns: string | null,
  rows: readonly (readonly Cell[])[],
  more: More = {},
): Statement {
  return make(head, { sets: [{ columns, rows }] }, more);
}

/** One result set of which only the shape is known beforehand. */
export function hasColumns(head: Head, columns: string, more: More = {}): Statement {
  return make(head, { sets: [{ columns }] }, more);
}

/** One error and no result set; `before` are the errors told before it. */
export function fails(
  head: Head,
  error: ExpectedError,
  more: More & { readonly before?: readonly ExpectedError[] } = {},
): Statement {
  const { before = [], ...rest } = more;
  return make(head, { sets: [], errors: [...before, error] }, rest);
}

/** No result set and no error. */
export function passes(head: Head, more: More = {}): Statement {
  return make(head, { sets: [] }, more);
}

export function expects(head: Head, expect: Expected, more: More = {}): Statement {
  return make(head, expect, more);
}
