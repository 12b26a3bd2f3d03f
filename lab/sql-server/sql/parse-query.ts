import type { Cte, Expr, OrderItem, Query, QueryBody } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { parseValue } from "./parse-expr.ts";
import { parseSelect } from "./parse-select.ts";

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
