import type { Statement } from "./ast-statement.ts";
import { Cursor, type Version } from "./cursor.ts";
import { lex } from "./lexer.ts";
import { bareCall, parseStatement } from "./parse-statement.ts";

/** A batch's statements. `declared` are the names of variables that come from outside (parameters). */
export function parseBatch(text: string, version: Version, declared: Iterable<string>): readonly Statement[] {
  const p = new Cursor(lex(text), version, declared);
  const statements: Statement[] = [];
  while (p.acceptSymbol(";"));
  if (p.isIdentifier() && !p.isSymbolAt(1, ":") && !p.isWord("THROW")) statements.push(bareCall(p));
  while (!p.done) {
    if (p.acceptSymbol(";")) continue;
    statements.push(parseStatement(p));
  }
  return statements;
}
