import type { StepError } from "#lib/domain/errors.ts";

/** SELECT, a column of it, EXECUTE, VIEW SERVER STATE, the user's rights, a database that this login may not enter. Source: sql-server.md D5. */
const numbers: ReadonlySet<number> = new Set([229, 230, 262, 297, 300, 371, 916, 15_247]);

/** Whether a server refused because of rights, and not because of what was asked for. Pure. */
export function isDenied(error: StepError): boolean {
  return error.causes.some(({ number }) => number !== undefined && numbers.has(number));
}
