import { SqlError } from "#lab/sql-server/sql/errors.ts";

type Extra = { readonly state?: number; readonly class?: number };

/** An error with the text as SQL Server prints it. */
export function refuse(number: number, message: string, extra: Extra = {}): SqlError {
  return new SqlError({ number, message, ...extra });
}
