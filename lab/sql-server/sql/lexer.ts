import type { Token } from "#lab/sql-server/contract.ts";
import { sqlError } from "./errors.ts";

export type Lexeme = Token & { readonly national: boolean; readonly start: number; readonly end: number };

const wordStart = /[\p{L}_#]/u;
const wordPart = /[\p{L}\p{N}_#@$]/u;
const twoCharSymbols = new Set([
  "<>",
  "!=",
  "<=",
  ">=",
  "!<",
  "!>",
  "+=",
  "-=",
  "*=",
  "/=",
  "%=",
  "&=",
  "|=",
  "^=",
  "::",
]);

/** Blanks and comments from `at`; the answer is the next offset that holds a token. */
function skipBlank(text: string, at: number): number {
  let i = at;
  while (i < text.length) {
    if (/[\s\u00a0\ufeff]/.test(text.charAt(i))) i++;
    else if (text.startsWith("--", i)) {
      const end = text.indexOf("\n", i);
      i = end < 0 ? text.length : end + 1;
    } else if (text.startsWith("/*", i)) i = skipComment(text, i);
    else break;
  }
  return i;
}

function skipComment(text: string, at: number): number {
  let depth = 0;
  let i = at;
  while (i < text.length) {
    if (text.startsWith("/*", i)) {
      depth++;
      i += 2;
    } else if (text.startsWith("*/", i)) {
      depth--;
      i += 2;
      if (depth === 0) return i;
    } else i++;
  }
  throw sqlError(113, [], { line: lineAt(text, text.length) });
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let i = 0; i < offset; i++) if (text.charCodeAt(i) === 10) line++;
  return line;
}

/** The inner text up to the closing mark, doubled marks made single. */
function quoted(text: string, at: number, close: string): { readonly value: string; readonly end: number } {
  let value = "";
  let i = at;
  for (;;) {
    const end = text.indexOf(close, i);
    if (end < 0) throw sqlError(105, [value + text.slice(i)], { line: lineAt(text, at) });
    value += text.slice(i, end);
    if (text.charAt(end + 1) !== close) return { value, end: end + 1 };
    value += close;
    i = end + 2;
  }
}

function run(text: string, at: number, pattern: RegExp): number {
  let i = at;
  while (i < text.length && pattern.test(text.charAt(i))) i++;
  return i;
}

function scan(
  text: string,
  at: number,
): { readonly kind: Token["kind"]; readonly text: string; readonly end: number; readonly national?: boolean } {
  const c = text.charAt(at);
  if (c === "'" || ((c === "N" || c === "n") && text.charAt(at + 1) === "'")) {
    const national = c !== "'";
    const { value, end } = quoted(text, at + (national ? 2 : 1), "'");
    return { kind: "string", text: value, end, national };
  }
  if (c === "[" || c === '"') {
    const { value, end } = quoted(text, at + 1, c === "[" ? "]" : '"');
    return { kind: "quoted", text: value, end };
  }
  if (c === "@") {
    const end = run(text, at + 1, wordPart);
    return { kind: "variable", text: text.slice(at, end), end };
  }
  const number = /^(0[xX][0-9a-fA-F]*|(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?)/.exec(text.slice(at, at + 80));
  if (number !== null) return { kind: "number", text: number[0], end: at + number[0].length };
  if (wordStart.test(c)) {
    const end = run(text, at, wordPart);
    return { kind: "word", text: text.slice(at, end), end };
  }
  const two = text.slice(at, at + 2);
  const symbol = twoCharSymbols.has(two) ? two : c;
  return { kind: "symbol", text: symbol, end: at + symbol.length };
}

export function lex(text: string): readonly Lexeme[] {
  const tokens: Lexeme[] = [];
  let line = 1;
  let counted = 0;
  let at = skipBlank(text, 0);
  while (at < text.length) {
    for (; counted < at; counted++) if (text.charCodeAt(counted) === 10) line++;
    const found = scan(text, at);
    tokens.push({
      kind: found.kind,
      text: found.text,
      line,
      national: found.national ?? false,
      start: at,
      end: found.end,
    });
    at = skipBlank(text, found.end);
  }
  return tokens;
}
