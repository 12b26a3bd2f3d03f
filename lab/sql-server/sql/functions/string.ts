import type { SqlType } from "#lab/sql-server/contract.ts";
import { foldKey, likePattern } from "#lab/sql-server/sql/collation.ts";
import { textOf } from "#lab/sql-server/sql/convert-text.ts";
import type { Bound } from "#lab/sql-server/sql/scope.ts";
import { int, isText, isUnicode, nvarchar, textLength, varchar } from "#lab/sql-server/sql/types.ts";
import { fixedType, type SqlFunction, text, type Want, whole } from "./function.ts";
import { needLength, position, quoteName, replaceAll, str, stuff } from "./string-work.ts";

const like = (bound: Bound | undefined, length: number | "max"): SqlType =>
  bound !== undefined && isUnicode(bound.type) ? nvarchar(length) : varchar(length);
const sameLength = (args: readonly Bound[]): SqlType =>
  like(args[0], args[0] === undefined ? 1 : textLength(args[0].type));
const widest = (args: readonly Bound[]): SqlType => {
  const unicode = args.some((arg) => isUnicode(arg.type));
  const isMax = args.some((arg) => textLength(arg.type) === "max");
  return unicode ? nvarchar(isMax ? "max" : 4000) : varchar(isMax ? "max" : 8000);
};
const cut = (args: readonly Bound[], at: number): SqlType => {
  const length = args[0] === undefined ? 1 : textLength(args[0].type);
  const count = args[at]?.constant;
  return like(args[0], typeof count === "number" && length !== "max" ? Math.max(1, Math.min(length, count)) : length);
};
const fn = (
  wants: readonly Want[],
  type: SqlFunction["type"],
  body: SqlFunction["body"],
  min = wants.length,
): SqlFunction => ({ wants, min, max: wants.length, type, body });

export const stringFunctions: Readonly<Record<string, SqlFunction>> = {
  LEN: fn(
    ["text"],
    (args) => (args[0] !== undefined && textLength(args[0].type) === "max" ? { name: "bigint" } : int),
    ([v], _, args) => {
      const length = text(v).replace(/ +$/, "").length;
      return args[0] !== undefined && textLength(args[0].type) === "max" ? BigInt(length) : length;
    },
  ),
  DATALENGTH: fn(
    ["any"],
    (args) => (args[0] !== undefined && textLength(args[0].type) === "max" ? { name: "bigint" } : int),
    ([v], _, args) => {
      const type = args[0]?.type ?? int;
      const size =
        v instanceof Uint8Array ? v.length : isText(type) ? text(v).length * (isUnicode(type) ? 2 : 1) : sizeOf(type);
      return args[0] !== undefined && textLength(type) === "max" ? BigInt(size) : size;
    },
  ),
  LEFT: fn(
    ["text", "int"],
    (args) => cut(args, 1),
    ([v, n]) => text(v).slice(0, needLength(whole(n), "left")),
  ),
  RIGHT: fn(
    ["text", "int"],
    (args) => cut(args, 1),
    ([v, n]) => (needLength(whole(n), "right") === 0 ? "" : text(v).slice(-whole(n))),
  ),
  SUBSTRING: fn(
    ["text", "int", "int"],
    (args) => cut(args, 2),
    ([v, start, n]) => {
      needLength(whole(n), "substring");
      const from = whole(start) - 1;
      return text(v).slice(Math.max(0, from), Math.max(0, from + whole(n)));
    },
  ),
  CHARINDEX: fn(
    ["text", "text", "int"],
    fixedType(int),
    ([needle, hay, start]) => position(text(needle), text(hay), whole(start)),
    2,
  ),
  PATINDEX: fn(["text", "text"], fixedType(int), ([pattern, hay]) => {
    const bare = text(pattern);
    if (!bare.startsWith("%")) return likePattern(bare, null, "ci").test(text(hay)) ? 1 : 0;
    const subject = text(hay);
    const regexp = likePattern(bare.slice(1), null, "ci");
    for (let i = 0; i < subject.length; i++) if (regexp.test(subject.slice(i))) return i + 1;
    return 0;
  }),
  UPPER: fn(["text"], sameLength, ([v]) => text(v).toUpperCase()),
  LOWER: fn(["text"], sameLength, ([v]) => text(v).toLowerCase()),
  LTRIM: fn(["text"], sameLength, ([v]) => text(v).replace(/^ +/, "")),
  RTRIM: fn(["text"], sameLength, ([v]) => text(v).replace(/ +$/, "")),
  TRIM: fn(["text"], sameLength, ([v]) => text(v).replace(/^ +| +$/g, "")),
  REVERSE: fn(["text"], sameLength, ([v]) => [...text(v)].reverse().join("")),
  REPLACE: fn(["text", "text", "text"], widest, ([v, from, to]) => replaceAll(text(v), text(from), text(to))),
  STUFF: {
    ...fn(["text", "int", "int", "text"], widest, ([v, start, n, by]) =>
      v === null || start === null || n === null ? null : stuff(text(v), whole(start), whole(n), text(by)),
    ),
    seesNull: true,
  },
  REPLICATE: fn(["text", "int"], widest, ([v, n]) => (whole(n) < 0 ? null : text(v).repeat(Math.min(whole(n), 8000)))),
  SPACE: fn(["int"], fixedType(varchar(8000)), ([n]) => (whole(n) < 0 ? null : " ".repeat(Math.min(whole(n), 8000)))),
  QUOTENAME: fn(
    ["text", "text"],
    fixedType(nvarchar(258)),
    ([v, mark]) => quoteName(text(v), mark === undefined ? "[" : text(mark)),
    1,
  ),
  STR: fn(
    ["float", "int", "int"],
    fixedType(varchar(10)),
    ([v, length, decimals]) => str(Number(v), length === undefined ? 10 : whole(length), whole(decimals)),
    1,
  ),
  ASCII: fn(["text"], fixedType(int), ([v]) => (text(v) === "" ? null : text(v).charCodeAt(0) & 255)),
  UNICODE: fn(["text"], fixedType(int), ([v]) => text(v).codePointAt(0) ?? null),
  CHAR: fn(["int"], fixedType({ name: "char", length: 1 }), ([n]) =>
    whole(n) < 0 || whole(n) > 255 ? null : String.fromCharCode(whole(n)),
  ),
  NCHAR: fn(["int"], fixedType({ name: "nchar", length: 1 }), ([n]) =>
    whole(n) < 0 || whole(n) > 65535 ? null : String.fromCharCode(whole(n)),
  ),
  PARSENAME: fn(
    ["text", "int"],
    fixedType(nvarchar(128)),
    ([v, n]) =>
      text(v)
        .split(".")
        .map((part) => part.replace(/^\[|\]$/g, ""))
        .reverse()[whole(n) - 1] ?? null,
  ),
  CONCAT: {
    wants: ["any"],
    min: 2,
    max: Number.POSITIVE_INFINITY,
    type: widest,
    seesNull: true,
    nullable: () => false,
    body: (values, _, args) =>
      values.map((value, i) => textOf(value, args[i]?.type ?? int, null, nvarchar("max"))).join(""),
  },
  CHECKSUM: {
    wants: ["any"],
    min: 1,
    max: Number.POSITIVE_INFINITY,
    type: fixedType(int),
    seesNull: true,
    body: (values) =>
      values.reduce<number>(
        (sum, v) => [...foldKey(String(v), "ci")].reduce((s, c) => (s * 31 + c.charCodeAt(0)) | 0, sum),
        0,
      ),
  },
};

function sizeOf(type: SqlType): number {
  const sizes: Readonly<Record<string, number>> = {
    bit: 1,
    tinyint: 1,
    smallint: 2,
    int: 4,
    bigint: 8,
    float: 8,
    real: 4,
    datetime: 8,
    datetime2: 8,
    smalldatetime: 4,
    date: 3,
    uniqueidentifier: 16,
  };
  return type.name === "numeric"
    ? type.precision > 28
      ? 17
      : type.precision > 19
        ? 13
        : type.precision > 9
          ? 9
          : 5
    : (sizes[type.name] ?? 0);
}
