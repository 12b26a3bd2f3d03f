import type { SqlType, Token } from "#lab/sql-server/contract.ts";
import type { Expr, Query, TableRef } from "./ast.ts";

export type ColumnDef = {
  readonly name: string;
  readonly type: SqlType;
  readonly nullable: boolean;
  /** Seed and increment; null = no identity column. */
  readonly identity: { readonly seed: number; readonly increment: number } | null;
  readonly byDefault: Expr | null;
};

export type ExecArg = { readonly name: string; readonly value: Expr | null; readonly output: boolean };

export type Target =
  | { readonly kind: "table"; readonly parts: readonly string[] }
  | { readonly kind: "variable"; readonly name: string };

export type InsertSource =
  | { readonly kind: "values"; readonly rows: readonly (readonly (Expr | null)[])[] }
  | { readonly kind: "query"; readonly query: Query }
  | { readonly kind: "exec"; readonly statement: Statement }
  | { readonly kind: "defaults" };

export type StatementBody =
  | { readonly kind: "select"; readonly query: Query }
  | {
      readonly kind: "declare";
      readonly items: readonly { readonly name: string; readonly type: SqlType; readonly value: Expr | null }[];
    }
  | { readonly kind: "declare-table"; readonly name: string; readonly columns: readonly ColumnDef[] }
  | { readonly kind: "set"; readonly name: string; readonly value: Expr }
  | { readonly kind: "set-option"; readonly words: readonly string[] }
  | {
      readonly kind: "if";
      readonly condition: Expr;
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | { readonly kind: "while"; readonly condition: Expr; readonly body: readonly Statement[] }
  | { readonly kind: "block"; readonly body: readonly Statement[] }
  | { readonly kind: "try"; readonly body: readonly Statement[]; readonly handler: readonly Statement[] }
  | { readonly kind: "break" | "continue" }
  | { readonly kind: "return"; readonly value: Expr | null }
  | { readonly kind: "goto" | "label"; readonly name: string }
  | { readonly kind: "print"; readonly value: Expr }
  | { readonly kind: "raiserror"; readonly args: readonly Expr[]; readonly nowait: boolean }
  | { readonly kind: "throw"; readonly args: readonly Expr[] }
  | { readonly kind: "use"; readonly database: string }
  | { readonly kind: "waitfor"; readonly delay: Expr; readonly until: boolean }
  | { readonly kind: "transaction"; readonly action: "begin" | "commit" | "rollback" | "save" }
  | {
      readonly kind: "exec";
      readonly parts: readonly string[];
      readonly byVariable: string | null;
      readonly args: readonly ExecArg[];
      readonly returnTo: string | null;
    }
  | { readonly kind: "exec-string"; readonly text: Expr }
  | { readonly kind: "execute-as"; readonly scope: "login" | "user"; readonly name: Expr }
  | { readonly kind: "revert" }
  | { readonly kind: "create-table"; readonly parts: readonly string[]; readonly columns: readonly ColumnDef[] }
  | { readonly kind: "drop-table"; readonly tables: readonly (readonly string[])[]; readonly ifExists: boolean }
  | { readonly kind: "truncate"; readonly parts: readonly string[] }
  | {
      readonly kind: "insert";
      readonly target: Target;
      readonly columns: readonly string[] | null;
      readonly source: InsertSource;
    }
  | {
      readonly kind: "update";
      readonly target: Target;
      readonly set: readonly {
        readonly column: string | null;
        readonly variable: string | null;
        readonly value: Expr;
      }[];
      readonly from: readonly TableRef[];
      readonly where: Expr | null;
      readonly top: Expr | null;
    }
  | {
      readonly kind: "delete";
      readonly target: Target;
      readonly from: readonly TableRef[];
      readonly where: Expr | null;
      readonly top: Expr | null;
    }
  | { readonly kind: "handler"; readonly words: readonly string[]; readonly tokens: readonly Token[] };

export type Statement = StatementBody & { readonly line: number };
