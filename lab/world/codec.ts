import type { SavedWorld } from "./state.ts";

/** JSON that keeps Date and bigint. */
export function encode(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key: string, plain: unknown) {
    const own = this[key];
    if (own instanceof Date) return { $date: own.getTime() };
    if (typeof own === "bigint") return { $big: String(own) };
    return plain;
  });
}

export function decode(text: string): unknown {
  return JSON.parse(text, (_, value: unknown) => {
    if (typeof value !== "object" || value === null) return value;
    if ("$date" in value && typeof value.$date === "number") return new Date(value.$date);
    if ("$big" in value && typeof value.$big === "string") return BigInt(value.$big);
    return value;
  });
}

export function encodeSaved(world: SavedWorld): string {
  return encode(world);
}

/** The lab reads only what it wrote itself. */
export function decodeSaved(text: string): SavedWorld {
  return decode(text) as SavedWorld;
}
