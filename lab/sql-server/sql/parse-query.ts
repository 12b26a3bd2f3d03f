import type { Cte, Expr, OrderItem, Query, QueryBody, Select, SelectItem } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { parseCondition, parseExprList, parseValue } from "./parse-expr.ts";
import { parseFrom } from "./parse-from.ts";

/** [WITH …] SELECT … [UNION …] [ORDER BY …] [FOR XML …] [OPTION …] */
export function parseQuery(p: Cursor): Query {
  return p.nested(() => queryWith(p, p.acceptWord("WITH") ? parseCtes(p) : []));
}

export function parseCtes(p: Cursor): readonly Cte[] {
  if (p.isWord("XMLNAMESPACES")) throw p.unsupported("WITH XMLNAMESPACES");
  const ctes: Cte[] = [];
  do {
    const line = p.line;
    const name = p.identifier();
    const columns = p.isSymbol("(") ? parseNames(p) : null;
    p.expectWord("AS");
    p.expectSymbol("(");
    const query = parseQuery(p);
    p.expectSymbol(")");
    ctes.push({ name, columns, query, line });
  } while (p.acceptSymbol(","));
  return ctes;
}

export function parseNames(p: Cursor): readonly string[] {
  p.expectSymbol("(");
  const names = [p.identifier()];
  while (p.acceptSymbol(",")) names.push(p.identifier());
  p.expectSymbol(")");
  return names;
}

export function queryWith(p: Cursor, ctes: readonly Cte[]): Query {
  const line = p.line;
  const body = parseBody(p);
  let orderBy: readonly OrderItem[] = [];
  let offset: Expr | null = null;
  let fetch: Expr | null = null;
  if (p.isWord("ORDER")) {
    p.next();
    p.expectWord("BY");
    orderBy = parseOrderItems(p);
    if (p.version[0] >= 11 && p.acceptWord("OFFSET")) {
      offset = parseValue(p);
      p.expectWord("ROW", "ROWS");
      if (p.acceptWord("FETCH")) {
        p.expectWord("FIRST", "NEXT");
        fetch = parseValue(p);
        p.expectWord("ROW", "ROWS");
        p.expectWord("ONLY");
      }
    }
  }
  const forXml = p.isWord("FOR") && p.isWordAt(1, "XML") ? parseForXml(p) : null;
  const maxRecursion = p.isWord("OPTION") ? parseOption(p) : 100;
  return { ctes, body, orderBy, offset, fetch, forXml, maxRecursion, line };
}

function parseForXml(p: Cursor): { readonly path: string | null } {
  p.next();
  p.next();
  if (!p.isWord("PATH")) throw p.unsupported("FOR XML other than PATH");
  p.next();
  let path: string | null = null;
  if (p.acceptSymbol("(")) {
    path = p.next().text;
    p.expectSymbol(")");
  }
  while (p.isSymbol(",") && p.isWordAt(1, "TYPE")) {
    p.next();
    p.next();
  }
  if (p.isSymbol(",")) throw p.unsupported("FOR XML options");
  return { path };
}

function parseOption(p: Cursor): number {
  p.next();
  p.expectSymbol("(");
  let recursion = 100;
  let depth = 1;
  while (depth > 0) {
    if (p.done) throw p.unexpected();
    if (p.acceptWord("MAXRECURSION")) recursion = p.integer();
    else if (p.acceptSymbol("(")) depth++;
    else if (p.acceptSymbol(")")) depth--;
    else p.next();
  }
  return recursion;
}

export function parseOrderItems(p: Cursor): readonly OrderItem[] {
  const items: OrderItem[] = [];
  do {
    const expr = parseValue(p);
    const descending = p.acceptWord("DESC");
    if (!descending) p.acceptWord("ASC");
    items.push({ expr, descending });
  } while (p.acceptSymbol(","));
  return items;
}

function parseBody(p: Cursor): QueryBody {
  let left = parseIntersect(p);
  while (p.isWord("UNION", "EXCEPT")) {
    const { text, line } = p.next();
    const op = text.toUpperCase() === "UNION" ? "union" : "except";
    const all = op === "union" && p.acceptWord("ALL");
    left = { kind: "set", op, all, left, right: parseIntersect(p), line };
  }
  return left;
}

function parseIntersect(p: Cursor): QueryBody {
  let left = parseTerm(p);
  while (p.isWord("INTERSECT")) {
    const { line } = p.next();
    left = { kind: "set", op: "intersect", all: false, left, right: parseTerm(p), line };
  }
  return left;
}

function parseTerm(p: Cursor): QueryBody {
  if (!p.acceptSymbol("(")) return parseSelect(p);
  const body = p.nested(() => parseBody(p));
  p.expectSymbol(")");
  return body;
}

function parseSelect(p: Cursor): Select {
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
