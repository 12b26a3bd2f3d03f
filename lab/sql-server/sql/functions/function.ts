import type { SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import type { Runtime } from "#lab/sql-server/sql/runtime.ts";
import type { Bound } from "#lab/sql-server/sql/scope.ts";

/** What an argument is made into before the body sees it: text, int, date, any exact number, anything. */
export type Want = "text" | "int" | "date" | "float" | "any";
export type SqlFunction = {
  readonly wants: readonly Want[];
  readonly min: number;
  /** Infinity: the last want repeats. */
  readonly max: number;
  readonly type: (args: readonly Bound[], runtime: Runtime) => SqlType;
  readonly nullable?: (args: readonly Bound[]) => boolean;
  /** true: the body sees NULLs; otherwise a NULL argument gives NULL. */
  readonly seesNull?: boolean;
  readonly body: (values: readonly SqlValue[], runtime: Runtime, args: readonly Bound[]) => SqlValue;
};
export const fixedType = (type: SqlType) => (): SqlType => type;
export const text = (value: SqlValue | undefined): string => (typeof value === "string" ? value : "");
export const whole = (value: SqlValue | undefined): number => Number(value ?? 0);
