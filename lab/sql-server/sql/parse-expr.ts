import type { Expr } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { sqlError } from "./errors.ts";
import { parsePostfix, parseWordExpr } from "./parse-call.ts";
import { parseLiteral } from "./parse-literal.ts";
import { parseQuery } from "./parse-query.ts";

const conditions = new Set(["compare", "logic", "not", "is-null", "in", "like", "exists", "quantified"]);
const isCondition = (expr: Expr): boolean => conditions.has(expr.kind);

/** An expression with a value (no bare condition). */
export function parseValue(p: Cursor): Expr {
  const expr = p.nested(() => parseAdditive(p));
  if (isCondition(expr)) throw p.unexpected();
  return expr;
}

export function parseCondition(p: Cursor): Expr {
  const expr = p.nested(() => parseOr(p));
  if (isCondition(expr)) return expr;
  const near = p.done ? (p.tokens.at(-1)?.text ?? "") : p.token.text;
  if (!p.done && !p.isSymbol(")", ";") && !p.isWord("THEN", "BEGIN", "GROUP", "ORDER", "SELECT")) throw p.unexpected();
  throw sqlError(
    4145,
    [`An expression of non-boolean type specified in a context where a condition is expected, near '${near}'.`],
    { line: p.line, class: 15, abort: "batch" },
  );
}

export function parseExprList(p: Cursor): readonly Expr[] {
  const list = [parseValue(p)];
  while (p.acceptSymbol(",")) list.push(parseValue(p));
  return list;
}

function parseOr(p: Cursor): Expr {
  let left = parseAnd(p);
  while (p.isWord("OR")) {
    if (!isCondition(left)) throw p.unexpected();
    p.next();
    left = { kind: "logic", op: "or", left, right: operandOf(p, parseAnd) };
  }
  return left;
}

function parseAnd(p: Cursor): Expr {
  let left = parseNot(p);
  while (p.isWord("AND")) {
    if (!isCondition(left)) throw p.unexpected();
    p.next();
    left = { kind: "logic", op: "and", left, right: operandOf(p, parseNot) };
  }
  return left;
}

function operandOf(p: Cursor, parse: (p: Cursor) => Expr): Expr {
  const expr = parse(p);
  if (!isCondition(expr)) throw p.unexpected();
  return expr;
}

function parseNot(p: Cursor): Expr {
  if (p.acceptWord("NOT")) return { kind: "not", operand: operandOf(p, parseNot) };
  return parsePredicate(p);
}

const comparisons = ["=", "<>", "!=", "<", "<=", ">", ">=", "!<", "!>"];
const plain: Readonly<Record<string, string>> = { "!=": "<>", "!<": ">=", "!>": "<=" };

function parsePredicate(p: Cursor): Expr {
  if (p.isWord("EXISTS") && p.isSymbolAt(1, "(")) {
    p.next();
    p.expectSymbol("(");
    const query = parseQuery(p);
    p.expectSymbol(")");
    return { kind: "exists", query };
  }
  const left = parseAdditive(p);
  if (isCondition(left)) return left;
  const line = p.line;
  if (p.isSymbol(...comparisons)) {
    const op = p.next().text;
    return parseComparison(p, left, plain[op] ?? op);
  }
  if (p.acceptWord("IS")) {
    const not = p.acceptWord("NOT");
    p.expectWord("NULL");
    return { kind: "is-null", operand: left, not };
  }
  const not = p.isWord("NOT") && p.isWordAt(1, "IN", "LIKE", "BETWEEN");
  if (not) p.next();
  if (p.acceptWord("IN")) return parseIn(p, left, not, line);
  if (p.acceptWord("BETWEEN")) {
    const low = parseValue(p);
    p.expectWord("AND");
    const high = parseValue(p);
    const both: Expr = {
      kind: "logic",
      op: "and",
      left: { kind: "compare", op: ">=", left, right: low, line },
      right: { kind: "compare", op: "<=", left, right: high, line },
    };
    return not ? { kind: "not", operand: both } : both;
  }
  if (p.acceptWord("LIKE")) {
    const pattern = parseValue(p);
    const escapeBy = p.acceptWord("ESCAPE") ? parseValue(p) : null;
    return { kind: "like", operand: left, pattern, escape: escapeBy, not, line };
  }
  return left;
}

function parseComparison(p: Cursor, left: Expr, op: string): Expr {
  const line = p.line;
  if (!p.isWord("ALL", "ANY", "SOME")) return { kind: "compare", op, left, right: parseValue(p), line };
  const all = p.next().text.toUpperCase() === "ALL";
  p.expectSymbol("(");
  const query = parseQuery(p);
  p.expectSymbol(")");
  return { kind: "quantified", op, all, left, query, line };
}

function parseIn(p: Cursor, operand: Expr, not: boolean, line: number): Expr {
  p.expectSymbol("(");
  const isQuery = p.isWord("SELECT", "WITH");
  const query = isQuery ? parseQuery(p) : null;
  const list = isQuery ? [] : parseExprList(p);
  p.expectSymbol(")");
  return { kind: "in", operand, list, query, not, line };
}

function parseAdditive(p: Cursor): Expr {
  let left = parseMultiplicative(p);
  while (p.isSymbol("+", "-", "&", "|", "^")) {
    if (isCondition(left)) throw p.unexpected();
    const { text: op, line } = p.next();
    left = { kind: "binary", op, left, right: plainOperand(p, parseMultiplicative), line };
  }
  return left;
}

function parseMultiplicative(p: Cursor): Expr {
  let left = parseUnary(p);
  while (p.isSymbol("*", "/", "%")) {
    if (isCondition(left)) throw p.unexpected();
    const { text: op, line } = p.next();
    left = { kind: "binary", op, left, right: plainOperand(p, parseUnary), line };
  }
  return left;
}

function plainOperand(p: Cursor, parse: (p: Cursor) => Expr): Expr {
  const expr = parse(p);
  if (isCondition(expr)) throw p.unexpected();
  return expr;
}

function parseUnary(p: Cursor): Expr {
  const line = p.line;
  if (p.acceptSymbol("-")) return { kind: "unary", op: "-", operand: parseUnary(p), line };
  if (p.acceptSymbol("+")) return { kind: "unary", op: "+", operand: parseUnary(p), line };
  if (p.acceptSymbol("~")) return { kind: "unary", op: "~", operand: parseUnary(p), line };
  return p.nested(() => parsePostfix(p, parsePrimary(p)));
}

function parsePrimary(p: Cursor): Expr {
  const token = p.token;
  const literal = parseLiteral(p);
  if (literal !== null) return literal;
  if (token.kind === "variable" && !p.done) return { kind: "variable", name: p.variable(), line: token.line };
  if (p.acceptSymbol("(")) {
    const isQuery = p.isWord("SELECT", "WITH") || (p.isSymbol("(") && p.isWordAt(1, "SELECT"));
    const inner: Expr = isQuery
      ? { kind: "subquery", query: parseQuery(p), line: token.line }
      : p.nested(() => parseOr(p));
    p.expectSymbol(")");
    return inner;
  }
  if (!p.done && (token.kind === "word" || token.kind === "quoted")) return parseWordExpr(p);
  throw p.unexpected();
}
