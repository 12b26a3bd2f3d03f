import type { Expr } from "./ast.ts";
import type { StatementBody } from "./ast-statement.ts";
import type { Cursor } from "./cursor.ts";
import { parseValue } from "./parse-expr.ts";

function startsValue(p: Cursor): boolean {
  return !p.done && (["number", "variable", "string"].includes(p.token.kind) || p.isSymbol("-", "(", "+"));
}

export function parseReturn(p: Cursor): StatementBody {
  p.next();
  return { kind: "return", value: startsValue(p) ? parseValue(p) : null };
}

export function parseRaiserror(p: Cursor): StatementBody {
  p.next();
  p.expectSymbol("(");
  const args: Expr[] = [parseValue(p)];
  while (p.acceptSymbol(",")) args.push(parseValue(p));
  p.expectSymbol(")");
  let nowait = false;
  if (p.isWord("WITH")) {
    p.next();
    do {
      nowait ||= p.isWord("NOWAIT");
      p.expectWord("NOWAIT", "LOG", "SETERROR");
    } while (p.acceptSymbol(","));
  }
  if (args.length < 3) throw p.unexpected();
  return { kind: "raiserror", args, nowait };
}

export function parseThrow(p: Cursor): StatementBody {
  p.next();
  const args: Expr[] = [];
  if (startsValue(p)) {
    args.push(parseValue(p));
    while (p.acceptSymbol(",")) args.push(parseValue(p));
    if (args.length !== 3) throw p.unexpected();
  }
  return { kind: "throw", args };
}
