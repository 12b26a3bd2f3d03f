import { sqlError } from "#lab/sql-server/sql/errors.ts";

export function position(needle: string, hay: string, start: number): number {
  const fold = (value: string): string => value.toLowerCase();
  return needle === "" ? 0 : fold(hay).indexOf(fold(needle), Math.max(0, start - 1)) + 1;
}

export function replaceAll(hay: string, needle: string, by: string): string {
  if (needle === "") return hay;
  return hay.replace(new RegExp(needle.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), "giu"), () => by);
}

export function quoteName(name: string, mark: string): string | null {
  const pairs: Readonly<Record<string, readonly [string, string]>> = {
    "[": ["[", "]"],
    "]": ["[", "]"],
    "'": ["'", "'"],
    '"': ['"', '"'],
    "(": ["(", ")"],
    ")": ["(", ")"],
    "<": ["<", ">"],
    "{": ["{", "}"],
    "`": ["`", "`"],
  };
  const pair = pairs[mark.charAt(0)];
  return pair === undefined || name.length > 128
    ? null
    : pair[0] + name.replaceAll(pair[1], pair[1] + pair[1]) + pair[1];
}

export function stuff(value: string, start: number, length: number, by: string): string | null {
  if (start < 1 || start > value.length || length < 0) return null;
  return value.slice(0, start - 1) + by + value.slice(start - 1 + length);
}

export function str(value: number, length: number, decimals: number): string {
  const whole = value.toFixed(0);
  if (whole.length > length) return "*".repeat(length);
  const room = Math.max(0, length - whole.length - 1);
  return value.toFixed(Math.min(decimals, room)).padStart(length, " ");
}

export function needLength(count: number, name: string): number {
  if (count < 0) throw sqlError(name === "right" ? 536 : 537, [name]);
  return count;
}
