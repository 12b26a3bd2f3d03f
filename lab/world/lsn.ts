import { randomUUID } from "node:crypto";

/** numeric(25,0) = vlf·10^15 + block·10^5 + slot. One record per block, all in VLF 38. */
export function lsnOf(n: number): bigint {
  return 38n * 10n ** 15n + BigInt(n * 8 + 16) * 100_000n + 1n;
}

export function lsnOrNull(n: number | null): bigint | null {
  return n === null ? null : lsnOf(n);
}

export function newGuid(): string {
  return randomUUID().toUpperCase();
}
