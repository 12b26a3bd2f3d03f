import type { SqlType } from "#lab/sql-server/contract.ts";
import { months, parseDate, weekdays } from "#lab/sql-server/sql/date-text.ts";
import { dateAdd, dateDiff, datePart, roundDatetime } from "#lab/sql-server/sql/dates.ts";
import { sqlError } from "#lab/sql-server/sql/errors.ts";
import type { Bound } from "#lab/sql-server/sql/scope.ts";
import { datetime, int, isDate, nvarchar } from "#lab/sql-server/sql/types.ts";
import { fixedType, type SqlFunction, text, whole } from "./function.ts";

const dateType = (args: readonly Bound[]): SqlType => {
  const type = args[2]?.type ?? datetime;
  return isDate(type) ? type : datetime;
};
const dateOf = (value: unknown): Date => (value instanceof Date ? value : new Date(0));
const clock = (type: SqlType, which: "now" | "utcNow"): SqlFunction => ({
  wants: [],
  min: 0,
  max: 0,
  type: fixedType(type),
  nullable: () => false,
  body: (_, runtime) => (type.name === "datetime" ? new Date(roundDatetime(runtime[which].getTime())) : runtime[which]),
});
const part = (name: string): SqlFunction => ({
  wants: ["date"],
  min: 1,
  max: 1,
  type: fixedType(int),
  body: ([v]) => datePart(name, dateOf(v)),
});
const two: SqlType = { name: "datetime2", scale: 7 };

function difference(name: string, from: Date, to: Date): number {
  return dateDiff(name, from, to);
}

export const dateFunctions: Readonly<Record<string, SqlFunction>> = {
  GETDATE: clock(datetime, "now"),
  CURRENT_TIMESTAMP: clock(datetime, "now"),
  GETUTCDATE: clock(datetime, "utcNow"),
  SYSDATETIME: clock(two, "now"),
  SYSUTCDATETIME: clock(two, "utcNow"),
  YEAR: part("year"),
  MONTH: part("month"),
  DAY: part("day"),
  DATEPART: {
    wants: ["text", "date"],
    min: 2,
    max: 2,
    type: fixedType(int),
    body: ([name, v]) => datePart(text(name), dateOf(v)),
  },
  DATENAME: {
    wants: ["text", "date"],
    min: 2,
    max: 2,
    type: fixedType(nvarchar(30)),
    body: ([name, v]) => {
      const date = dateOf(v);
      if (name === "month") return months[date.getUTCMonth()] ?? "";
      return name === "weekday" ? (weekdays[date.getUTCDay()] ?? "") : String(datePart(text(name), date));
    },
  },
  DATEADD: {
    wants: ["text", "int", "date"],
    min: 3,
    max: 3,
    type: dateType,
    body: ([name, count, v], _, args) => {
      const type = dateType(args);
      const result = dateAdd(text(name), whole(count), dateOf(v));
      return type.name === "datetime" ? new Date(roundDatetime(result.getTime())) : result;
    },
  },
  DATEDIFF: {
    wants: ["text", "date", "date"],
    min: 3,
    max: 3,
    type: fixedType(int),
    body: ([name, from, to]) => {
      const result = difference(text(name), dateOf(from), dateOf(to));
      if (Math.abs(result) > 2147483647) throw sqlError(535);
      return result;
    },
  },
  DATEDIFF_BIG: {
    wants: ["text", "date", "date"],
    min: 3,
    max: 3,
    type: fixedType({ name: "bigint" }),
    body: ([name, from, to]) => BigInt(Math.round(difference(text(name), dateOf(from), dateOf(to)))),
  },
  EOMONTH: {
    wants: ["date", "int"],
    min: 1,
    max: 2,
    type: fixedType({ name: "date" }),
    body: ([v, count]) => {
      const date = dateOf(v);
      return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1 + whole(count), 0));
    },
  },
  DATEFROMPARTS: {
    wants: ["int"],
    min: 3,
    max: 3,
    type: fixedType({ name: "date" }),
    body: ([y, m, d]) => new Date(Date.UTC(whole(y), whole(m) - 1, whole(d))),
  },
  ISDATE: {
    wants: ["any"],
    min: 1,
    max: 1,
    type: fixedType(int),
    nullable: () => false,
    seesNull: true,
    body: ([v]) => ((typeof v === "string" && v.trim() !== "" && parseDate(v) !== null) || v instanceof Date ? 1 : 0),
  },
};
