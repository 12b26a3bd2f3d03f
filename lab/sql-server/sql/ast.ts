import type { SqlType, SqlValue } from "#lab/sql-server/contract.ts";

export type Expr =
  | { readonly kind: "literal"; readonly value: SqlValue; readonly type: SqlType; readonly digits?: number }
  | { readonly kind: "variable"; readonly name: string; readonly line: number }
  | { readonly kind: "column"; readonly parts: readonly string[]; readonly line: number }
  | { readonly kind: "unary"; readonly op: "-" | "+" | "~"; readonly operand: Expr; readonly line: number }
  | { readonly kind: "binary"; readonly op: string; readonly left: Expr; readonly right: Expr; readonly line: number }
  | { readonly kind: "compare"; readonly op: string; readonly left: Expr; readonly right: Expr; readonly line: number }
  | { readonly kind: "logic"; readonly op: "and" | "or"; readonly left: Expr; readonly right: Expr }
  | { readonly kind: "not"; readonly operand: Expr }
  | { readonly kind: "is-null"; readonly operand: Expr; readonly not: boolean }
  | {
      readonly kind: "in";
      readonly operand: Expr;
      readonly list: readonly Expr[];
      readonly query: Query | null;
      readonly not: boolean;
      readonly line: number;
    }
  | {
      readonly kind: "like";
      readonly operand: Expr;
      readonly pattern: Expr;
      readonly escape: Expr | null;
      readonly not: boolean;
      readonly line: number;
    }
  | { readonly kind: "exists"; readonly query: Query }
  | {
      readonly kind: "quantified";
      readonly op: string;
      readonly all: boolean;
      readonly left: Expr;
      readonly query: Query;
      readonly line: number;
    }
  | {
      readonly kind: "case";
      readonly whens: readonly { readonly when: Expr; readonly result: Expr }[];
      readonly otherwise: Expr | null;
      readonly line: number;
    }
  | {
      readonly kind: "cast";
      readonly operand: Expr;
      readonly type: SqlType;
      readonly style: Expr | null;
      readonly attempt: boolean;
      readonly line: number;
    }
  | { readonly kind: "subquery"; readonly query: Query; readonly line: number }
  | { readonly kind: "collate"; readonly operand: Expr; readonly name: string; readonly line: number }
  | Call;

export type Call = {
  readonly kind: "call";
  /** Upper-case when it has one part. */
  readonly parts: readonly string[];
  readonly args: readonly Expr[];
  readonly star: boolean;
  readonly distinct: boolean;
  readonly over: Over | null;
  readonly line: number;
};
export type Over = {
  readonly partition: readonly Expr[];
  readonly order: readonly OrderItem[];
  readonly frame: Frame | null;
};
/** Offsets from the current row; null = unbounded. */
export type Frame = { readonly from: number | null; readonly to: number | null };
export type OrderItem = { readonly expr: Expr; readonly descending: boolean };

export type SelectItem =
  | { readonly kind: "star"; readonly prefix: readonly string[]; readonly line: number }
  | { readonly kind: "expr"; readonly expr: Expr; readonly alias: string | null }
  | { readonly kind: "assign"; readonly variable: string; readonly expr: Expr };

export type TableRef =
  | { readonly kind: "table"; readonly parts: readonly string[]; readonly alias: string | null; readonly line: number }
  | {
      readonly kind: "function";
      readonly parts: readonly string[];
      readonly args: readonly Expr[];
      readonly alias: string | null;
      readonly line: number;
    }
  | { readonly kind: "table-variable"; readonly name: string; readonly alias: string | null; readonly line: number }
  | {
      readonly kind: "derived";
      readonly query: Query;
      readonly alias: string;
      readonly columns: readonly string[] | null;
      readonly line: number;
    }
  | {
      readonly kind: "values";
      readonly rows: readonly (readonly Expr[])[];
      readonly alias: string;
      readonly columns: readonly string[] | null;
      readonly line: number;
    }
  | {
      readonly kind: "join";
      readonly type: "inner" | "left" | "right" | "full" | "cross";
      readonly left: TableRef;
      readonly right: TableRef;
      readonly on: Expr | null;
    }
  | { readonly kind: "apply"; readonly outer: boolean; readonly left: TableRef; readonly right: TableRef };

export type Select = {
  readonly kind: "select";
  readonly distinct: boolean;
  readonly top: { readonly count: Expr; readonly percent: boolean; readonly ties: boolean } | null;
  readonly items: readonly SelectItem[];
  readonly into: readonly string[] | null;
  readonly from: readonly TableRef[];
  readonly where: Expr | null;
  readonly groupBy: readonly Expr[];
  readonly rollup: boolean;
  readonly having: Expr | null;
  readonly line: number;
};
export type SetOperation = {
  readonly kind: "set";
  readonly op: "union" | "except" | "intersect";
  readonly all: boolean;
  readonly left: QueryBody;
  readonly right: QueryBody;
  readonly line: number;
};
export type QueryBody = Select | SetOperation;
export type Cte = {
  readonly name: string;
  readonly columns: readonly string[] | null;
  readonly query: Query;
  readonly line: number;
};
export type Query = {
  readonly ctes: readonly Cte[];
  readonly body: QueryBody;
  readonly orderBy: readonly OrderItem[];
  readonly offset: Expr | null;
  readonly fetch: Expr | null;
  readonly forXml: { readonly path: string | null } | null;
  readonly maxRecursion: number;
  readonly line: number;
};
