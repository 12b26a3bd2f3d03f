import type { Call, Expr, Frame, OrderItem, Over } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { datepart } from "./datepart.ts";
import { sqlError } from "./errors.ts";
import { aggregates, datepartFunctions, isBuiltIn, rankings } from "./function-names.ts";
import { parseCondition, parseExprList, parseValue } from "./parse-expr.ts";
import { parseOrderItems } from "./parse-query.ts";
import { reserved } from "./reserved.ts";
import { nvarchar } from "./types.ts";

const withoutParentheses = new Set(["CURRENT_TIMESTAMP", "SYSTEM_USER", "CURRENT_USER", "SESSION_USER", "USER"]);
const reservedFunctions = new Set(["LEFT", "RIGHT", "COALESCE", "NULLIF", "CONVERT"]);

/** COLLATE and xml methods behind an expression. */
export function parsePostfix(p: Cursor, start: Expr): Expr {
  let expr = start;
  for (;;) {
    if (p.isWord("COLLATE")) {
      const { line } = p.next();
      expr = { kind: "collate", operand: expr, name: p.identifier(), line };
    } else if (expr.kind === "subquery" && p.isSymbol(".")) {
      p.next();
      if (!p.isWord("VALUE")) throw p.unsupported("this xml method");
      const { line } = p.next();
      p.expectSymbol("(");
      const [, type] = parseExprList(p);
      p.expectSymbol(")");
      const name = type?.kind === "literal" && typeof type.value === "string" ? type.value : "";
      if (!/^n?varchar\s*\(\s*max\s*\)$/i.test(name))
        throw p.unsupported("xml value() of another type than nvarchar(max)");
      expr = { kind: "call", parts: ["#XML_VALUE"], args: [expr], star: false, distinct: false, over: null, line };
    } else return expr;
  }
}

/** Column, function call, CASE, CAST … : whatever begins with a word. */
export function parseWordExpr(p: Cursor): Expr {
  const { text, kind, line } = p.token;
  const upper = text.toUpperCase();
  if (kind === "word") {
    if (upper === "CASE") return parseCase(p);
    if (withoutParentheses.has(upper)) {
      p.next();
      return call([upper], [], line);
    }
    if (p.isSymbolAt(1, "(") && (!reserved.has(upper) || reservedFunctions.has(upper))) return parseBuiltIn(p);
  }
  const parts = p.dottedName();
  if (parts.length > 1 && p.isSymbol("(")) {
    p.next();
    const args = p.isSymbol(")") ? [] : parseExprList(p);
    p.expectSymbol(")");
    return call(parts, args, line);
  }
  return { kind: "column", parts, line };
}

const call = (parts: readonly string[], args: readonly Expr[], line: number): Call => ({
  kind: "call",
  parts,
  args,
  star: false,
  distinct: false,
  over: null,
  line,
});

function parseBuiltIn(p: Cursor): Expr {
  const { text, line } = p.next();
  const name = text.toUpperCase();
  p.expectSymbol("(");
  const known = isBuiltIn(name, p.version);
  if (known && (name === "CAST" || name === "TRY_CAST")) return parseCast(p, name === "TRY_CAST", line);
  if (known && (name === "CONVERT" || name === "TRY_CONVERT")) return parseConvert(p, name === "TRY_CONVERT", line);
  if (known && name === "IIF") return parseIif(p, line);
  const first = datepartFunctions.has(name) ? [parseDatepart(p, name)] : [];
  const distinct = aggregates.has(name) && p.acceptWord("DISTINCT");
  if (!distinct && aggregates.has(name)) p.acceptWord("ALL");
  const star = p.acceptSymbol("*");
  const args = star || p.isSymbol(")") ? [] : [...first, ...parseArguments(p, first.length > 0)];
  p.expectSymbol(")");
  if (!known) throw sqlError(195, [text], { line, state: 10 });
  const over = p.isWord("OVER") ? parseOver(p) : null;
  if (over === null && rankings.has(name)) throw sqlError(10753, [name], { line });
  if (over !== null && over.order.length === 0 && rankings.has(name)) throw sqlError(4112, [name], { line });
  return { kind: "call", parts: [name], args, star, distinct, over, line };
}

function parseArguments(p: Cursor, comma: boolean): readonly Expr[] {
  if (comma) p.expectSymbol(",");
  return parseExprList(p);
}

function parseDatepart(p: Cursor, name: string): Expr {
  const token = p.token;
  if (token.kind !== "word") throw p.unexpected();
  p.next();
  const part = datepart(token.text);
  if (part === null) throw sqlError(155, [token.text, name.toLowerCase().replace("_big", "")], { line: token.line });
  return { kind: "literal", value: part, type: nvarchar(30) };
}

function parseCast(p: Cursor, attempt: boolean, line: number): Expr {
  const operand = parseValue(p);
  p.expectWord("AS");
  const type = castType(p);
  p.expectSymbol(")");
  return { kind: "cast", operand, type, style: null, attempt, line };
}

function parseConvert(p: Cursor, attempt: boolean, line: number): Expr {
  const type = castType(p);
  p.expectSymbol(",");
  const operand = parseValue(p);
  const style = p.acceptSymbol(",") ? parseValue(p) : null;
  p.expectSymbol(")");
  return { kind: "cast", operand, type, style, attempt, line };
}

/** Without a length CAST and CONVERT mean 30, not 1. */
function castType(p: Cursor) {
  const before = p.token.end;
  const type = p.type();
  const sized = p.tokens.some((token) => token.start >= before && token.end <= p.token.start && token.text === ")");
  return "length" in type && !sized && type.length === 1 ? { ...type, length: 30 } : type;
}

function parseIif(p: Cursor, line: number): Expr {
  const when = parseCondition(p);
  p.expectSymbol(",");
  const result = parseValue(p);
  p.expectSymbol(",");
  const otherwise = parseValue(p);
  p.expectSymbol(")");
  return { kind: "case", whens: [{ when, result }], otherwise, line };
}

function parseCase(p: Cursor): Expr {
  const { line } = p.next();
  const operand = p.isWord("WHEN") ? null : parseValue(p);
  const whens: { when: Expr; result: Expr }[] = [];
  while (p.acceptWord("WHEN")) {
    const when: Expr =
      operand === null ? parseCondition(p) : { kind: "compare", op: "=", left: operand, right: parseValue(p), line };
    p.expectWord("THEN");
    whens.push({ when, result: parseValue(p) });
  }
  if (whens.length === 0) throw p.unexpected();
  const otherwise = p.acceptWord("ELSE") ? parseValue(p) : null;
  p.expectWord("END");
  return { kind: "case", whens, otherwise, line };
}

function parseOver(p: Cursor): Over {
  p.next();
  p.expectSymbol("(");
  let partition: readonly Expr[] = [];
  let order: readonly OrderItem[] = [];
  if (p.acceptWord("PARTITION")) {
    p.expectWord("BY");
    partition = parseExprList(p);
  }
  if (p.acceptWord("ORDER")) {
    p.expectWord("BY");
    order = parseOrderItems(p);
  }
  if (p.isWord("RANGE")) throw p.unsupported("RANGE frames");
  const frame = p.acceptWord("ROWS") ? parseFrame(p) : null;
  p.expectSymbol(")");
  return { partition, order, frame };
}

function parseFrame(p: Cursor): Frame {
  if (!p.acceptWord("BETWEEN")) return { from: parseBound(p), to: 0 };
  const from = parseBound(p);
  p.expectWord("AND");
  return { from, to: parseBound(p) };
}

function parseBound(p: Cursor): number | null {
  if (p.acceptWord("CURRENT")) {
    p.expectWord("ROW");
    return 0;
  }
  const size = p.acceptWord("UNBOUNDED") ? null : p.integer();
  const sign = p.acceptWord("FOLLOWING") ? 1 : -1;
  if (sign < 0) p.expectWord("PRECEDING");
  return size === null ? null : sign * size;
}
