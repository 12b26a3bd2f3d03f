import type { Expr } from "./ast.ts";
import type { ColumnDef, StatementBody } from "./ast-statement.ts";
import type { Cursor } from "./cursor.ts";
import { sqlError } from "./errors.ts";
import { parseCondition, parseValue } from "./parse-expr.ts";

export function parseDeclare(p: Cursor): StatementBody {
  p.next();
  const first = p.token.text;
  if (p.token.kind === "variable") {
    const isTable = p.isWordAt(1, "TABLE") || (p.isWordAt(1, "AS") && p.isWordAt(2, "TABLE"));
    if (isTable) return declareTable(p, first);
  } else if (p.isIdentifier() && p.isWordAt(1, "CURSOR", "INSENSITIVE", "SCROLL")) throw p.unsupported("cursors");
  const items = [declareItem(p)];
  while (p.acceptSymbol(",")) {
    // DECLARE @i int = 0, @t table (…): the table is a declaration of its own
    if (p.token.kind === "variable" && p.isWordAt(1, "TABLE"))
      return {
        kind: "block",
        body: [
          { kind: "declare", items, line: p.line },
          { ...declareTable(p, p.token.text), line: p.line },
        ],
      };
    items.push(declareItem(p));
  }
  return { kind: "declare", items };
}

function declareName(p: Cursor): string {
  const { text, kind, line } = p.token;
  if (kind !== "variable" || p.done) throw p.unexpected();
  if (p.declared.has(text.toLowerCase())) throw sqlError(134, [text], { line });
  p.next();
  return text;
}

function declareItem(p: Cursor): {
  readonly name: string;
  readonly type: ReturnType<Cursor["type"]>;
  readonly value: Expr | null;
} {
  const name = declareName(p);
  p.acceptWord("AS");
  if (p.isWord("CURSOR")) throw p.unsupported("cursors");
  const type = p.type();
  const value = p.acceptSymbol("=") ? parseValue(p) : null;
  p.declared.add(name.toLowerCase());
  return { name, type, value };
}

function declareTable(p: Cursor, name: string): Extract<StatementBody, { kind: "declare-table" }> {
  declareName(p);
  p.acceptWord("AS");
  p.next();
  p.declared.add(name.toLowerCase());
  return { kind: "declare-table", name, columns: parseColumns(p) };
}

export function parseCreateTable(p: Cursor): StatementBody {
  p.next();
  p.next();
  const parts = p.dottedName();
  const columns = parseColumns(p);
  if (p.acceptWord("ON")) p.next();
  return { kind: "create-table", parts, columns };
}

function parseColumns(p: Cursor): readonly ColumnDef[] {
  p.expectSymbol("(");
  const columns: ColumnDef[] = [];
  do {
    if (p.isWord("PRIMARY", "UNIQUE", "CONSTRAINT", "CHECK", "FOREIGN", "INDEX")) skipConstraint(p);
    else columns.push(parseColumn(p));
  } while (p.acceptSymbol(",") && !p.isSymbol(")"));
  p.expectSymbol(")");
  return columns;
}

function parseColumn(p: Cursor): ColumnDef {
  const name = p.identifier();
  if (p.isWord("AS")) throw p.unsupported("computed columns");
  const type = p.type();
  let nullable = true;
  let identity: ColumnDef["identity"] = null;
  let byDefault: Expr | null = null;
  for (;;) {
    if (p.acceptWord("NULL")) nullable = true;
    else if (p.isWord("NOT")) {
      p.next();
      p.expectWord("NULL");
      nullable = false;
    } else if (p.acceptWord("IDENTITY")) {
      identity = parseIdentity(p);
      nullable = false;
    } else if (p.acceptWord("DEFAULT")) byDefault = parseValue(p);
    else if (p.acceptWord("COLLATE")) p.identifier();
    else if (p.acceptWord("CONSTRAINT")) p.identifier();
    else if (p.isWord("PRIMARY", "UNIQUE")) {
      if (p.next().text.toUpperCase() === "PRIMARY") {
        p.expectWord("KEY");
        nullable = false;
      }
      p.acceptWord("CLUSTERED", "NONCLUSTERED");
    } else if (p.acceptWord("CHECK")) {
      p.expectSymbol("(");
      parseCondition(p);
      p.expectSymbol(")");
    } else return { name, type, nullable, identity, byDefault };
  }
}

/** (seed, increment), or 1 and 1. */
function parseIdentity(p: Cursor): { readonly seed: number; readonly increment: number } {
  if (!p.acceptSymbol("(")) return { seed: 1, increment: 1 };
  const seed = Number(p.next().text);
  p.expectSymbol(",");
  const increment = Number(p.next().text);
  p.expectSymbol(")");
  return { seed, increment };
}

function skipConstraint(p: Cursor): void {
  if (p.acceptWord("CONSTRAINT")) p.identifier();
  while (!p.isSymbol("(")) {
    if (p.done) throw p.unexpected();
    p.next();
  }
  skipBrackets(p);
}

function skipBrackets(p: Cursor): void {
  let depth = 0;
  do {
    if (p.done) throw p.unexpected();
    if (p.isSymbol("(")) depth++;
    if (p.isSymbol(")")) depth--;
    p.next();
  } while (depth > 0);
}

export function parseDrop(p: Cursor): StatementBody {
  p.next();
  p.next();
  const ifExists = p.version[0] >= 13 && p.isWord("IF") && p.isWordAt(1, "EXISTS");
  if (ifExists) {
    p.next();
    p.next();
  }
  const tables = [p.dottedName()];
  while (p.acceptSymbol(",")) tables.push(p.dottedName());
  return { kind: "drop-table", tables, ifExists };
}
