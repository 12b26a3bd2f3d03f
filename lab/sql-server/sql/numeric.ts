import type { Decimal, SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import { sqlError } from "./errors.ts";

const ten = (digits: number): bigint => 10n ** BigInt(digits);

/** The unscaled integer of any exact number, at its own scale. */
export function toDecimal(value: SqlValue): Decimal {
  if (typeof value === "number") {
    if (Number.isInteger(value)) return { unscaled: BigInt(value), scale: 0 };
    return parseDecimal(plainNumber(value)) ?? { unscaled: 0n, scale: 0 };
  }
  if (typeof value === "bigint") return { unscaled: value, scale: 0 };
  if (typeof value === "boolean") return { unscaled: value ? 1n : 0n, scale: 0 };
  return value !== null && typeof value === "object" && "unscaled" in value ? value : { unscaled: 0n, scale: 0 };
}

function plainNumber(value: number): string {
  const text = String(value);
  return /e/i.test(text) ? value.toFixed(20) : text;
}

export function parseDecimal(text: string): Decimal | null {
  const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?\s*$/.exec(text);
  if (match === null || `${match[2] ?? ""}${match[3] ?? ""}` === "") return null;
  const part = match[3] ?? "";
  const unscaled = BigInt(`${match[2] ?? ""}${part}`);
  return { unscaled: match[1] === "-" ? -unscaled : unscaled, scale: part.length };
}

/** Rounds half away from zero, or cuts. */
export function rescale({ unscaled, scale }: Decimal, to: number, mode: "round" | "cut" = "round"): bigint {
  if (to >= scale) return unscaled * ten(to - scale);
  const divisor = ten(scale - to);
  if (mode === "cut") return unscaled / divisor;
  const half = divisor / 2n;
  return (unscaled + (unscaled < 0n ? -half : half)) / divisor;
}

/** The contract's shape of a numeric value: bigint when the scale is 0. */
export function numericValue(
  value: Decimal,
  type: { readonly precision: number; readonly scale: number },
  mode: "round" | "cut" = "round",
): SqlValue {
  const unscaled = rescale(value, type.scale, mode);
  const size = unscaled < 0n ? -unscaled : unscaled;
  if (size >= ten(type.precision)) throw sqlError(8115, ["numeric", "numeric"]);
  return type.scale === 0 ? unscaled : { unscaled, scale: type.scale };
}

export function decimalText({ unscaled, scale }: Decimal): string {
  const negative = unscaled < 0n;
  const digits = String(negative ? -unscaled : unscaled).padStart(scale + 1, "0");
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return negative ? `-${text}` : text;
}

export const decimalNumber = (value: Decimal): number => Number(decimalText(value));

export function compareDecimal(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const x = rescale(a, scale);
  const y = rescale(b, scale);
  return x < y ? -1 : x > y ? 1 : 0;
}

/** a op b in the given result type. */
export function decimalArithmetic(
  op: string,
  a: Decimal,
  b: Decimal,
  type: Extract<SqlType, { name: "numeric" }>,
): SqlValue {
  const scale = Math.max(a.scale, b.scale);
  if (op === "+") return numericValue({ unscaled: rescale(a, scale) + rescale(b, scale), scale }, type);
  if (op === "-") return numericValue({ unscaled: rescale(a, scale) - rescale(b, scale), scale }, type);
  if (op === "*") return numericValue({ unscaled: a.unscaled * b.unscaled, scale: a.scale + b.scale }, type);
  if (b.unscaled === 0n) throw sqlError(8134);
  if (op === "%") return numericValue({ unscaled: rescale(a, scale) % rescale(b, scale), scale }, type);
  const unscaled = (a.unscaled * ten(type.scale + b.scale)) / (b.unscaled * ten(a.scale));
  return numericValue({ unscaled, scale: type.scale }, type, "cut");
}
