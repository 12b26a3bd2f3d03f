import type { Catalog, Column, Session, SqlErrorShape, SqlType, SqlValue } from "#lab/sql-server/contract.ts";

export type Variable = { readonly type: SqlType; value: SqlValue };
export type StoredColumn = Column & {
  readonly identity: { readonly seed: number; readonly increment: number } | null;
  readonly byDefault: (() => SqlValue) | null;
};
/** A temp table or a table variable. */
export type StoredTable = {
  readonly name: string;
  readonly columns: readonly StoredColumn[];
  rows: SqlValue[][];
  /** Rows that have been given an identity value. */
  identitiesGiven: number;
};

/** What one batch (or the text of one EXEC) sees while it runs. */
export type Runtime = {
  readonly catalog: Catalog;
  readonly session: Session;
  readonly variables: Map<string, Variable>;
  readonly tableVariables: Map<string, StoredTable>;
  /** Temp tables that this text made: they vanish at its end when it is not the outermost. */
  readonly ownTemps: Map<string, StoredTable>;
  readonly outer: Runtime | null;
  readonly depth: number;
  readonly state: SessionState;
  /** One clock reading per statement. */
  now: Date;
  utcNow: Date;
};

export type SessionState = {
  rowCount: number;
  error: number;
  tranCount: number;
  noCount: boolean;
  lockTimeout: number;
  caught: SqlErrorShape | null;
  identity: SqlValue;
  rowLimit: number;
  insideInsertExec: boolean;
  /** How many BEGIN TRY enclose what runs now. */
  tryDepth: number;
  readonly temps: Map<string, StoredTable>;
};

const key = "sql-engine";
const states = new WeakMap<Map<string, unknown>, SessionState>();

/** The session's own part of the engine; made at its first batch. */
export function sessionState(session: Session): SessionState {
  const known = states.get(session.state);
  if (known !== undefined) return known;
  const made: SessionState = {
    rowCount: 0,
    error: 0,
    tranCount: 0,
    noCount: false,
    lockTimeout: -1,
    caught: null,
    identity: null,
    rowLimit: 0,
    insideInsertExec: false,
    tryDepth: 0,
    temps: new Map(),
  };
  states.set(session.state, made);
  session.state.set(key, made);
  return made;
}

export function findTemp(runtime: Runtime, name: string): StoredTable | null {
  const lower = name.toLowerCase();
  for (let at: Runtime | null = runtime; at !== null; at = at.outer) {
    const found = at.ownTemps.get(lower);
    if (found !== undefined) return found;
  }
  return null;
}

export function dropTemp(runtime: Runtime, name: string): boolean {
  const lower = name.toLowerCase();
  for (let at: Runtime | null = runtime; at !== null; at = at.outer) if (at.ownTemps.delete(lower)) return true;
  return false;
}

/** Set in a session's state while a request runs as sp_executesql does: in a scope of its own. */
export const innerScopeKey = "request.inner-scope";
