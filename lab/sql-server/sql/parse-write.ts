import type { Cte, Expr } from "./ast.ts";
import type { InsertSource, StatementBody, Target } from "./ast-statement.ts";
import type { Cursor } from "./cursor.ts";
import { sqlError } from "./errors.ts";
import { parseExec } from "./parse-exec.ts";
import { parseCondition, parseValue } from "./parse-expr.ts";
import { parseFrom } from "./parse-from.ts";
import { parseCtes, parseNames, queryWith } from "./parse-query.ts";
import { parseAssigned, parseTop } from "./parse-select.ts";

function parseTarget(p: Cursor): Target {
  const { kind, text, line } = p.token;
  if (kind !== "variable" || p.done) return { kind: "table", parts: p.dottedName() };
  if (!p.declared.has(text.toLowerCase())) throw sqlError(1087, [text], { line });
  p.next();
  return { kind: "variable", name: text };
}

function skipHint(p: Cursor): void {
  if (!(p.isWord("WITH") && p.isSymbolAt(1, "("))) return;
  while (!p.acceptSymbol(")")) {
    if (p.done) throw p.unexpected();
    p.next();
  }
}

export function parseInsert(p: Cursor, ctes: readonly Cte[]): StatementBody {
  p.next();
  if (p.isWord("TOP")) throw p.unsupported("INSERT TOP");
  p.acceptWord("INTO");
  const target = parseTarget(p);
  skipHint(p);
  const isList = p.isSymbol("(") && !p.isWordAt(1, "SELECT", "WITH");
  const columns = isList ? parseNames(p) : null;
  if (p.isWord("OUTPUT")) throw p.unsupported("the OUTPUT clause");
  return { kind: "insert", target, columns, source: parseSource(p, ctes) };
}

function parseSource(p: Cursor, ctes: readonly Cte[]): InsertSource {
  if (p.acceptWord("VALUES")) return { kind: "values", rows: parseRows(p) };
  if (p.isWord("EXEC", "EXECUTE")) {
    const line = p.line;
    return { kind: "exec", statement: { ...parseExec(p), line } };
  }
  if (p.isWord("DEFAULT") && p.isWordAt(1, "VALUES")) {
    p.next();
    p.next();
    return { kind: "defaults" };
  }
  if (p.isWord("SELECT") || p.isSymbol("(")) return { kind: "query", query: queryWith(p, ctes) };
  if (p.acceptWord("WITH")) return { kind: "query", query: queryWith(p, parseCtes(p)) };
  throw p.unexpected();
}

function parseRows(p: Cursor): readonly (readonly (Expr | null)[])[] {
  const rows: (readonly (Expr | null)[])[] = [];
  do {
    p.expectSymbol("(");
    const row: (Expr | null)[] = [];
    do row.push(p.acceptWord("DEFAULT") ? null : parseValue(p));
    while (p.acceptSymbol(","));
    p.expectSymbol(")");
    rows.push(row);
  } while (p.acceptSymbol(","));
  return rows;
}

function parseTail(p: Cursor) {
  if (p.isWord("OUTPUT")) throw p.unsupported("the OUTPUT clause");
  const from = p.acceptWord("FROM") ? parseFrom(p) : [];
  if (p.isWord("WHERE") && p.isWordAt(1, "CURRENT")) throw p.unsupported("cursors");
  const where = p.acceptWord("WHERE") ? parseCondition(p) : null;
  return { from, where };
}

export function parseUpdate(p: Cursor): StatementBody {
  p.next();
  const top = p.acceptWord("TOP") ? parseTop(p).count : null;
  const target = parseTarget(p);
  skipHint(p);
  p.expectWord("SET");
  const set = [parseChange(p)];
  while (p.acceptSymbol(",")) set.push(parseChange(p));
  return { kind: "update", target, set, top, ...parseTail(p) };
}

function parseChange(p: Cursor): {
  readonly column: string | null;
  readonly variable: string | null;
  readonly value: Expr;
} {
  const { line } = p.token;
  if (p.token.kind === "variable") {
    const variable = p.variable();
    if (p.isSymbol("=") && p.isIdentifierAt(1) && p.isSymbolAt(2, "=")) {
      p.next();
      const column = p.identifier();
      p.next();
      return { column, variable, value: parseValue(p) };
    }
    return { column: null, variable, value: parseAssigned(p, variable) };
  }
  const column = p.dottedName().at(-1) ?? "";
  if (!p.isSymbol("=", "+=", "-=", "*=", "/=", "%=")) throw p.unexpected();
  const op = p.next().text;
  const value = p.acceptWord("DEFAULT") ? null : parseValue(p);
  if (value === null) return { column, variable: null, value: { kind: "literal", value: null, type: { name: "int" } } };
  const whole: Expr =
    op === "="
      ? value
      : { kind: "binary", op: op.charAt(0), left: { kind: "column", parts: [column], line }, right: value, line };
  return { column, variable: null, value: whole };
}

export function parseDelete(p: Cursor): StatementBody {
  p.next();
  const top = p.acceptWord("TOP") ? parseTop(p).count : null;
  p.acceptWord("FROM");
  const target = parseTarget(p);
  skipHint(p);
  return { kind: "delete", target, top, ...parseTail(p) };
}

export function parseTruncate(p: Cursor): StatementBody {
  p.next();
  p.expectWord("TABLE");
  return { kind: "truncate", parts: p.dottedName() };
}
