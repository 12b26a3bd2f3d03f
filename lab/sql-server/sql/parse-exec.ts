import type { Expr } from "./ast.ts";
import type { ExecArg, StatementBody } from "./ast-statement.ts";
import type { Cursor } from "./cursor.ts";
import { parseValue } from "./parse-expr.ts";
import { parseLiteral } from "./parse-literal.ts";

type ExecBody = Extract<StatementBody, { kind: "exec" | "exec-string" }>;
type ExecuteAs = Extract<StatementBody, { kind: "execute-as" }>;

export function parseExec(p: Cursor): ExecBody | ExecuteAs {
  p.next();
  if (p.acceptWord("AS")) return parseExecuteAs(p);
  if (p.acceptSymbol("(")) {
    const text = parseValue(p);
    p.expectSymbol(")");
    if (p.isWord("AT")) throw p.unsupported("EXECUTE … AT a linked server");
    return { kind: "exec-string", text };
  }
  let returnTo: string | null = null;
  if (p.token.kind === "variable" && p.isSymbolAt(1, "=")) {
    returnTo = p.variable();
    p.next();
  }
  return parseExecCall(p, returnTo);
}

function parseExecuteAs(p: Cursor): ExecuteAs {
  const scope = p.acceptWord("LOGIN") ? "login" : p.acceptWord("USER") ? "user" : null;
  if (scope === null) throw p.isWord("CALLER", "OWNER") ? p.unsupported("EXECUTE AS CALLER") : p.unexpected();
  p.expectSymbol("=");
  const name = parseValue(p);
  if (p.isWord("WITH")) throw p.unsupported("EXECUTE AS … WITH");
  return { kind: "execute-as", scope, name };
}

export function parseExecCall(p: Cursor, returnTo: string | null): ExecBody {
  const byVariable = p.token.kind === "variable" && !p.done ? p.variable() : null;
  const parts = byVariable === null ? p.dottedName() : [];
  const args: ExecArg[] = [];
  if (startsArgument(p)) {
    do args.push(parseArgument(p));
    while (p.acceptSymbol(","));
  } else if (!p.done && p.token.kind === "symbol" && !p.isSymbol(";", ")")) throw p.unexpected();
  if (p.isWord("WITH") && p.isWordAt(1, "RECOMPILE")) {
    p.next();
    p.next();
  }
  return { kind: "exec", parts, byVariable, args, returnTo };
}

function startsArgument(p: Cursor): boolean {
  if (p.done) return false;
  const { kind } = p.token;
  if (kind === "string" || kind === "number" || kind === "variable" || kind === "quoted") return true;
  return (
    p.isSymbol("-", "+") ||
    p.isWord("NULL", "DEFAULT") ||
    (p.isIdentifier() && !p.isSymbolAt(1, ":") && !p.isWord("GO"))
  );
}

function parseArgument(p: Cursor): ExecArg {
  let name = "";
  if (p.token.kind === "variable" && p.isSymbolAt(1, "=")) {
    name = p.next().text;
    p.next();
  }
  const value = p.acceptWord("DEFAULT") ? null : argumentValue(p);
  const output = p.acceptWord("OUTPUT", "OUT");
  return { name, value, output };
}

/** Only a constant, a variable or a bare word: no expressions. */
function argumentValue(p: Cursor): Expr {
  const { line, kind, text } = p.token;
  const literal = parseLiteral(p);
  if (literal !== null) return literal;
  if (p.isSymbol("-", "+")) {
    const op = p.next().text === "-" ? "-" : "+";
    const operand = parseLiteral(p);
    if (operand === null) throw p.unexpected();
    return { kind: "unary", op, operand, line };
  }
  if (kind === "variable" && !p.done) return { kind: "variable", name: p.variable(), line };
  if (!p.isIdentifier()) throw p.unexpected();
  p.next();
  return { kind: "literal", value: text, type: { name: "nvarchar", length: Math.max(1, text.length) } };
}
