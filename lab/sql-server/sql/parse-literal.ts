import type { Expr } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import type { Lexeme } from "./lexer.ts";
import { float, int, numeric } from "./types.ts";

/** A number, string or NULL at the cursor; null when there is none. */
export function parseLiteral(p: Cursor): Expr | null {
  const token = p.token;
  if (p.done) return null;
  if (token.kind === "string") {
    p.next();
    return {
      kind: "literal",
      value: token.text,
      type: { name: token.national ? "nvarchar" : "varchar", length: Math.max(1, token.text.length) },
    };
  }
  if (token.kind === "number") {
    p.next();
    return numberLiteral(token);
  }
  if (p.acceptWord("NULL")) return { kind: "literal", value: null, type: int };
  return null;
}

function numberLiteral({ text }: Lexeme): Expr {
  if (/^0x/i.test(text)) {
    const hex = text.slice(2).length % 2 === 1 ? `0${text.slice(2)}` : text.slice(2);
    const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    return { kind: "literal", value: bytes, type: { name: "varbinary", length: Math.max(1, bytes.length) } };
  }
  if (/e/i.test(text)) return { kind: "literal", value: Number(text), type: float };
  const [whole = "", part = ""] = text.split(".");
  const digits = whole.replace(/^0+/, "");
  if (text.includes(".")) {
    const type = numeric(Math.max(1, digits.length + part.length), part.length);
    const unscaled = BigInt(`${digits}${part}` || "0");
    return { kind: "literal", value: part.length > 0 ? { unscaled, scale: part.length } : unscaled, type };
  }
  const value = BigInt(digits || "0");
  if (value <= 2147483647n)
    return { kind: "literal", value: Number(value), type: int, digits: Math.max(1, digits.length) };
  return { kind: "literal", value, type: numeric(digits.length, 0) };
}
