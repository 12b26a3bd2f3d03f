import { createHash } from "node:crypto";
import type { SqlValue } from "#lab/sql-server/contract.ts";
import { sqlError } from "#lab/sql-server/sql/errors.ts";
import type { Bound } from "#lab/sql-server/sql/scope.ts";
import { int } from "#lab/sql-server/sql/types.ts";
import { fixedType, type SqlFunction, text } from "./function.ts";

function plain(value: SqlValue): string {
  if (value === null) return "\u0000";
  if (value instanceof Date) return String(value.getTime());
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  return typeof value === "object" ? `${value.unscaled}e-${value.scale}` : String(value);
}

/** Not SQL Server's own sums, which nobody documents; as they are: equal for equal rows, different for nearly all others. */
function sum(values: readonly SqlValue[], fold: (part: string) => string): number {
  let hash = 0x811c9dc5;
  for (const value of values)
    for (const character of `${fold(plain(value))}\u0001`) {
      hash ^= character.codePointAt(0) ?? 0;
      hash = Math.imul(hash, 0x01000193);
    }
  return hash | 0;
}

const checksum = (fold: (part: string) => string): SqlFunction => ({
  wants: ["any"],
  min: 1,
  max: Number.POSITIVE_INFINITY,
  type: fixedType(int),
  nullable: () => false,
  seesNull: true,
  body: (values) => sum(values, fold),
});

const algorithms: Readonly<Record<string, string>> = {
  MD5: "md5",
  SHA: "sha1",
  SHA1: "sha1",
  SHA2_256: "sha256",
  SHA2_512: "sha512",
};

function bytesOf(value: SqlValue, bound: Bound | undefined): Uint8Array {
  if (value instanceof Uint8Array) return value;
  const wide = bound?.type.name === "nvarchar" || bound?.type.name === "nchar";
  return Buffer.from(plain(value), wide ? "utf16le" : "latin1");
}

export const checksumFunctions: Readonly<Record<string, SqlFunction>> = {
  CHECKSUM: checksum((part) => part.toLowerCase().trimEnd()),
  BINARY_CHECKSUM: checksum((part) => part),
  HASHBYTES: {
    wants: ["text", "any"],
    min: 2,
    max: 2,
    type: fixedType({ name: "varbinary", length: 8000 }),
    body: ([name, value], _, args) => {
      const algorithm = algorithms[text(name).toUpperCase()];
      if (algorithm === undefined) return null;
      const bytes = bytesOf(value ?? null, args[1]);
      // Before 2016 no more than 8000 bytes go in.
      if (bytes.length > 8000) throw sqlError(8152);
      return Uint8Array.from(createHash(algorithm).update(bytes).digest());
    },
  },
};
