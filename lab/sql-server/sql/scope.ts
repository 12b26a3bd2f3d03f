import type { Column, SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import type { Expr } from "./ast.ts";
import type { Collation } from "./collation.ts";
import { sqlError } from "./errors.ts";
import type { Runtime } from "./runtime.ts";

export type Env = {
  readonly row: readonly SqlValue[];
  readonly group: readonly SqlValue[];
  readonly window: readonly SqlValue[];
  readonly outer: Env | null;
};
export type Bound = {
  readonly type: SqlType;
  readonly nullable: boolean;
  /** The NULL literal: takes any type. */
  readonly untyped?: boolean;
  readonly collation?: Collation;
  /** Digits of an int literal, its precision in decimal arithmetic. */
  readonly digits?: number;
  readonly constant?: SqlValue;
  readonly name?: string;
  readonly eval: (env: Env) => SqlValue;
};
export type Source = {
  readonly name: string;
  readonly qualifier: readonly string[];
  readonly columns: readonly Column[];
  readonly offset: number;
};
export type Cte = { readonly columns: readonly Column[]; readonly rows: () => readonly (readonly SqlValue[])[] };
export type Aggregate = {
  readonly key: string;
  readonly start: (rows: readonly Env[]) => SqlValue;
  readonly type: SqlType;
};
export type WindowCall = { readonly compute: (envs: readonly Env[]) => readonly SqlValue[] };
export type Grouping = {
  readonly keys: readonly string[];
  readonly aggregates: Aggregate[];
  readonly types: readonly Bound[];
};

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The names one query level sees. */
export class Scope {
  readonly runtime: Runtime;
  readonly ctes: ReadonlyMap<string, Cte>;
  readonly outer: Scope | null;
  readonly sources: Source[] = [];
  width = 0;
  grouping: Grouping | null = null;
  clause: "select" | "having" | "order" | "where" = "select";
  windows: WindowCall[] | null = null;
  /** A name of an enclosing query is used in here: the result may not be kept. */
  correlated = false;

  constructor(runtime: Runtime, ctes: ReadonlyMap<string, Cte>, outer: Scope | null) {
    this.runtime = runtime;
    this.ctes = ctes;
    this.outer = outer;
  }

  add(name: string, qualifier: readonly string[], columns: readonly Column[]): void {
    if (
      this.sources.some((source) => same(source.name, name) && source.qualifier.length === 0 && qualifier.length === 0)
    )
      throw sqlError(1011, [name]);
    this.sources.push({ name, qualifier, columns, offset: this.width });
    this.width += columns.length;
  }

  /** Index in the row, or null; 209 when two sources have the name. */
  private find(
    parts: readonly string[],
    line: number,
  ): { readonly index: number; readonly column: Column; readonly source: Source } | "no column" | null {
    const name = parts.at(-1) ?? "";
    const prefix = parts.slice(0, -1);
    const sources = prefix.length === 0 ? this.sources : this.sources.filter((source) => matches(source, prefix));
    const hits = sources.flatMap((source) =>
      source.columns.flatMap((column, at) =>
        same(column.name, name) ? [{ index: source.offset + at, column, source }] : [],
      ),
    );
    const [first] = hits;
    if (hits.length > 1) throw sqlError(209, [name], { line });
    if (first !== undefined) return first;
    return prefix.length > 0 && sources.length > 0 ? "no column" : null;
  }

  /** `grouped` false: the plain row even under GROUP BY. */
  column(parts: readonly string[], line: number): Bound {
    let depth = 0;
    let shadowed = false;
    for (let scope: Scope | null = this; scope !== null; scope = scope.outer, depth++) {
      const found = scope.find(parts, line);
      if (found === "no column") {
        shadowed = true;
        break;
      }
      if (found === null) continue;
      this.markCorrelated(depth);
      const levels = depth;
      const { column, index, source } = found;
      assertNotDenied(column, line);
      if (scope.grouping !== null)
        return scope.groupColumn(index, `${source.name}.${column.name}`, column, levels, line);
      return {
        type: column.type,
        nullable: column.nullable,
        name: column.name,
        eval: (env) => up(env, levels).row[index] ?? null,
      };
    }
    if (parts.length === 1 || shadowed) throw sqlError(207, [parts.at(-1) ?? ""], { line });
    throw sqlError(4104, [parts.join(".")], { line });
  }

  private groupColumn(index: number, name: string, column: Column, levels: number, line: number): Bound {
    const slot = this.grouping?.keys.indexOf(`#${index}`) ?? -1;
    if (slot < 0)
      throw sqlError(this.clause === "having" ? 8121 : this.clause === "order" ? 8127 : 8120, [name], { line });
    return {
      type: column.type,
      nullable: column.nullable,
      name: column.name,
      eval: (env) => up(env, levels).group[slot] ?? null,
    };
  }

  /** The level at `depth` is used from here: everything in between depends on it. */
  markCorrelated(depth: number): void {
    let scope: Scope | null = this;
    for (let i = 0; i < depth && scope !== null; i++, scope = scope.outer) scope.correlated = true;
  }

  /** A text equal for equal expressions; columns by place. */
  key(expr: Expr): string {
    if (expr.kind === "column") {
      try {
        const found = this.find(expr.parts, expr.line);
        if (found !== null && found !== "no column") return `#${found.index}`;
      } catch {
        return `?${expr.parts.join(".")}`;
      }
      return `?${expr.parts.join(".").toLowerCase()}`;
    }
    return JSON.stringify(expr, (name, value: unknown) => {
      if (name === "line" || name === "digits") return undefined;
      if (typeof value === "bigint") return `${value}n`;
      return isColumn(value) ? this.key(value) : value;
    });
  }
}

const isColumn = (value: unknown): value is Extract<Expr, { kind: "column" }> =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "column";

function matches(source: Source, prefix: readonly string[]): boolean {
  const last = prefix.at(-1) ?? "";
  if (!same(source.name, last)) return false;
  if (prefix.length === 1) return true;
  const own = source.qualifier.slice(0, -1).filter((part) => part !== "");
  const asked = prefix.slice(0, -1).filter((part) => part !== "");
  return (
    source.qualifier.length > 0 && asked.every((part, i) => same(own[own.length - asked.length + i] ?? part, part))
  );
}

export function up(env: Env, levels: number): Env {
  let at = env;
  for (let i = 0; i < levels; i++) at = at.outer ?? at;
  return at;
}

export const emptyEnv = (outer: Env | null): Env => ({ row: [], group: [], window: [], outer });

/** 230: whoever may read some columns of a table alone names another one. */
export function assertNotDenied({ name, denied }: Column, line: number): void {
  if (denied) throw sqlError(230, [name, denied.object, denied.database], { line });
}
