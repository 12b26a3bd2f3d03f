import type { Expr, Query, TableRef } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { sqlError } from "./errors.ts";
import { parseCondition, parseExprList, parseValue } from "./parse-expr.ts";
import { parseNames, parseQuery } from "./parse-query.ts";

const hints = [
  "NOLOCK",
  "READUNCOMMITTED",
  "READCOMMITTED",
  "HOLDLOCK",
  "UPDLOCK",
  "ROWLOCK",
  "TABLOCK",
  "TABLOCKX",
  "READPAST",
  "XLOCK",
  "PAGLOCK",
  "NOWAIT",
  "SERIALIZABLE",
  "REPEATABLEREAD",
  "INDEX",
];

export function parseFrom(p: Cursor): readonly TableRef[] {
  const tables = [parseJoined(p)];
  while (p.acceptSymbol(",")) tables.push(parseJoined(p));
  return tables;
}

function parseJoined(p: Cursor): TableRef {
  let left = parsePrimary(p);
  for (;;) {
    const joined = parseJoin(p, left);
    if (joined === null) break;
    left = joined;
  }
  if (p.isWord("PIVOT", "UNPIVOT")) throw p.unsupported("PIVOT");
  return left;
}

function parseJoin(p: Cursor, left: TableRef): TableRef | null {
  if (p.isWord("CROSS", "OUTER") && p.isWordAt(1, "APPLY")) {
    const outer = p.next().text.toUpperCase() === "OUTER";
    p.next();
    return { kind: "apply", outer, left, right: parsePrimary(p) };
  }
  if (p.isWord("CROSS") && p.isWordAt(1, "JOIN")) {
    p.next();
    p.next();
    return { kind: "join", type: "cross", left, right: parsePrimary(p), on: null };
  }
  const type = joinType(p);
  if (type === null) return null;
  let right = parsePrimary(p);
  // a JOIN b JOIN c ON … ON …: the inner ON belongs to the nearest pair.
  while (!p.isWord("ON")) {
    const inner = parseJoin(p, right);
    if (inner === null) throw p.unexpected();
    right = inner;
  }
  p.next();
  return { kind: "join", type, left, right, on: parseCondition(p) };
}

function joinType(p: Cursor): "inner" | "left" | "right" | "full" | null {
  if (p.acceptWord("JOIN")) return "inner";
  if (!p.isWord("INNER", "LEFT", "RIGHT", "FULL")) return null;
  const word = p.next().text.toLowerCase();
  if (word !== "inner") p.acceptWord("OUTER");
  if (p.isWord("HASH", "MERGE", "LOOP")) p.next();
  p.expectWord("JOIN");
  return word === "left" || word === "right" || word === "full" ? word : "inner";
}

function parsePrimary(p: Cursor): TableRef {
  const line = p.line;
  if (p.isSymbol("(")) return parseBracketed(p, line);
  if (p.token.kind === "variable" && !p.done) {
    const name = p.next().text;
    if (!p.declared.has(name.toLowerCase())) throw sqlError(1087, [name], { line });
    const alias = parseAlias(p);
    return { kind: "table-variable", name, alias, line };
  }
  if (p.isWord("OPENROWSET", "OPENQUERY", "OPENDATASOURCE", "OPENXML")) throw p.unsupported(p.token.text.toUpperCase());
  const parts = p.dottedName();
  if (p.isSymbol("(") && !p.isWordAt(1, ...hints)) {
    p.next();
    const args: readonly Expr[] = p.isSymbol(")") ? [] : parseTableArguments(p);
    p.expectSymbol(")");
    return { kind: "function", parts, args, alias: parseAlias(p), line };
  }
  skipHints(p);
  const alias = parseAlias(p);
  skipHints(p);
  return { kind: "table", parts, alias, line };
}

function parseTableArguments(p: Cursor): readonly Expr[] {
  const args: Expr[] = [];
  do {
    if (p.acceptWord("DEFAULT")) args.push({ kind: "literal", value: null, type: { name: "int" } });
    else args.push(parseValue(p));
  } while (p.acceptSymbol(","));
  return args;
}

function parseBracketed(p: Cursor, line: number): TableRef {
  const isQuery = p.isWordAt(1, "SELECT", "WITH") || (p.isSymbolAt(1, "(") && p.isWordAt(2, "SELECT"));
  p.expectSymbol("(");
  if (p.acceptWord("VALUES")) {
    const rows = parseValuesRows(p);
    p.expectSymbol(")");
    return { kind: "values", rows, ...parseDerivedAlias(p), line };
  }
  if (isQuery) {
    const query: Query = parseQuery(p);
    p.expectSymbol(")");
    return { kind: "derived", query, ...parseDerivedAlias(p), line };
  }
  const inner = p.nested(() => parseJoined(p));
  p.expectSymbol(")");
  return inner;
}

export function parseValuesRows(p: Cursor): readonly (readonly Expr[])[] {
  const rows: (readonly Expr[])[] = [];
  do {
    p.expectSymbol("(");
    rows.push(parseExprList(p));
    p.expectSymbol(")");
  } while (p.acceptSymbol(","));
  return rows;
}

function parseDerivedAlias(p: Cursor): { readonly alias: string; readonly columns: readonly string[] | null } {
  p.acceptWord("AS");
  const alias = p.identifier();
  return { alias, columns: p.isSymbol("(") ? parseNames(p) : null };
}

function parseAlias(p: Cursor): string | null {
  if (p.acceptWord("AS")) return p.identifier();
  if (!p.isIdentifier() || p.isWord("GO")) return null;
  // a word and a colon is a label, not an alias
  if (p.token.kind === "word" && (p.isSymbolAt(1, ":") || p.isWord("OFFSET"))) return null;
  return p.next().text;
}

function skipHints(p: Cursor): void {
  const bare = p.isSymbol("(") && p.isWordAt(1, ...hints);
  const withHint = p.isWord("WITH") && p.isSymbolAt(1, "(");
  if (!bare && !withHint) return;
  if (withHint) p.next();
  let depth = 0;
  do {
    if (p.done) throw p.unexpected();
    if (p.isSymbol("(")) depth++;
    if (p.isSymbol(")")) depth--;
    p.next();
  } while (depth > 0);
}
