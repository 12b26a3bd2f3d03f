import type { Expr, Select, SelectItem } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { parseCondition, parseExprList, parseValue } from "./parse-expr.ts";
import { parseFrom } from "./parse-from.ts";

export function parseSelect(p: Cursor): Select {
  const line = p.line;
  p.expectWord("SELECT");
  const distinct = p.acceptWord("DISTINCT");
  if (!distinct) p.acceptWord("ALL");
  const top = p.acceptWord("TOP") ? parseTop(p) : null;
  const items: SelectItem[] = [parseItem(p)];
  while (p.acceptSymbol(",")) items.push(parseItem(p));
  const into = p.acceptWord("INTO") ? p.dottedName() : null;
  const from = p.acceptWord("FROM") ? parseFrom(p) : [];
  const where = p.acceptWord("WHERE") ? parseCondition(p) : null;
  let groupBy: readonly Expr[] = [];
  let rollup = false;
  if (p.acceptWord("GROUP")) {
    p.expectWord("BY");
    if (p.isWord("GROUPING", "CUBE") && (p.isSymbolAt(1, "(") || p.isWordAt(1, "SETS")))
      throw p.unsupported("GROUPING SETS and CUBE");
    rollup = p.isWord("ROLLUP") && p.isSymbolAt(1, "(");
    if (rollup) p.next();
    if (rollup) p.expectSymbol("(");
    groupBy = parseExprList(p);
    if (rollup) p.expectSymbol(")");
    if (p.isWord("WITH") && p.isWordAt(1, "ROLLUP")) {
      p.next();
      p.next();
      rollup = true;
    }
  }
  const having = p.acceptWord("HAVING") ? parseCondition(p) : null;
  return { kind: "select", distinct, top, items, into, from, where, groupBy, rollup, having, line };
}

export function parseTop(p: Cursor): NonNullable<Select["top"]> {
  const bracketed = p.acceptSymbol("(");
  const count = bracketed ? parseValue(p) : topCount(p);
  if (bracketed) p.expectSymbol(")");
  const percent = p.acceptWord("PERCENT");
  const ties = p.isWord("WITH") && p.isWordAt(1, "TIES");
  if (ties) {
    p.next();
    p.next();
  }
  return { count, percent, ties };
}

function topCount(p: Cursor): Expr {
  const token = p.token;
  if (token.kind === "number") return { kind: "literal", value: p.integer(), type: { name: "int" } };
  return { kind: "variable", name: p.variable(), line: token.line };
}

const assignments = ["=", "+=", "-=", "*=", "/=", "%="];

function parseItem(p: Cursor): SelectItem {
  const { line, kind } = p.token;
  if (p.acceptSymbol("*")) return { kind: "star", prefix: [], line };
  if (kind === "variable" && p.peek(1).kind === "symbol" && assignments.includes(p.peek(1).text)) {
    const variable = p.variable();
    return { kind: "assign", variable, expr: parseAssigned(p, variable) };
  }
  if ((p.isIdentifier() || kind === "string") && p.isSymbolAt(1, "=") && !p.done) {
    const alias = p.next().text;
    p.next();
    return { kind: "expr", expr: parseValue(p), alias };
  }
  const prefix = starPrefix(p);
  if (prefix !== null) return { kind: "star", prefix, line };
  const expr = parseValue(p);
  return { kind: "expr", expr, alias: parseColumnAlias(p) };
}

/** `= e` or `+= e` behind a variable. */
export function parseAssigned(p: Cursor, variable: string): Expr {
  if (!p.isSymbol(...assignments)) throw p.unexpected();
  const { text, line } = p.next();
  const value = parseValue(p);
  return text === "="
    ? value
    : { kind: "binary", op: text.charAt(0), left: { kind: "variable", name: variable, line }, right: value, line };
}

function starPrefix(p: Cursor): readonly string[] | null {
  let distance = 0;
  while (p.isIdentifierAt(distance) && p.isSymbolAt(distance + 1, ".")) distance += 2;
  if (distance === 0 || !p.isSymbolAt(distance, "*")) return null;
  const prefix: string[] = [];
  while (!p.acceptSymbol("*")) {
    prefix.push(p.next().text);
    p.next();
  }
  return prefix;
}

function parseColumnAlias(p: Cursor): string | null {
  const explicit = p.acceptWord("AS");
  if (p.done) {
    if (explicit) throw p.unexpected();
    return null;
  }
  if (p.token.kind === "string" || p.isIdentifier()) return p.next().text;
  if (explicit) throw p.unexpected();
  return null;
}
