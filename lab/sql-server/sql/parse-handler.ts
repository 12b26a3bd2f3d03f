import type { StatementBody } from "./ast-statement.ts";
import type { Cursor } from "./cursor.ts";
import type { Lexeme } from "./lexer.ts";
import { statementStarts } from "./reserved.ts";

const untilSemicolon = new Set(["GRANT", "REVOKE", "DENY"]);
const wholeBatch = new Set(["PROCEDURE", "PROC", "FUNCTION", "TRIGGER", "VIEW"]);

/** The tokens of a statement whose grammar belongs to somebody else, up to `;` or the next statement's first word. */
export function parseHandler(p: Cursor): StatementBody {
  const first = p.token.text.toUpperCase();
  const second = p.peek(1).kind === "word" ? p.peek(1).text.toUpperCase() : "";
  const toTheEnd = (first === "CREATE" || first === "ALTER") && wholeBatch.has(second);
  const tokens: Lexeme[] = [p.next()];
  if (second !== "") tokens.push(p.next());
  let depth = 0;
  while (!p.done) {
    if (!toTheEnd && depth === 0 && (p.isSymbol(";") || endsHere(p, first, tokens))) break;
    if (p.isSymbol("(")) depth++;
    if (p.isSymbol(")")) depth--;
    const token = p.token;
    if (token.kind === "variable") p.variable();
    else p.next();
    tokens.push(token);
  }
  return { kind: "handler", words: [first, second].filter((word) => word !== ""), tokens };
}

function endsHere(p: Cursor, first: string, tokens: readonly Lexeme[]): boolean {
  if (p.token.kind !== "word" || untilSemicolon.has(first)) return false;
  const word = p.token.text.toUpperCase();
  const previous = tokens.at(-1);
  if (previous?.kind === "symbol" && previous.text === ",") return false;
  if (word === "SET")
    return first !== "ALTER" || tokens.some((token) => token.kind === "word" && /^(SET|MODIFY)$/i.test(token.text));
  if (word === "THROW") return false;
  return statementStarts.has(word);
}
