import type { ServerEvent, SqlValue, TableSource } from "#lab/sql-server/contract.ts";
import { SqlError } from "#lab/sql-server/sql/errors.ts";
import { refuse } from "#lab/world/refuse.ts";

/** Severity 10 travels as class 0. */
export function info(number: number, message: string, line: number): ServerEvent {
  return { kind: "info", number, state: 1, class: 0, message, line, flush: true };
}

export function* resultSet(source: TableSource): Generator<ServerEvent, number> {
  yield { kind: "columns", columns: source.columns };
  let count = 0;
  for (const values of source.rows()) {
    yield { kind: "row", values };
    count += 1;
  }
  return count;
}

/** The reason first, then 3013 "… is terminating abnormally.": both reach the client, the second ends the statement. */
export async function* withAbnormalEnd(
  what: string,
  line: number,
  body: AsyncGenerator<ServerEvent, void>,
): AsyncGenerator<ServerEvent, void> {
  try {
    yield* body;
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    yield { kind: "error", error: error.shape(line) };
    throw refuse(3013, `${what} is terminating abnormally.`);
  }
}

export function processedText(what: string, at: { readonly pages: number; readonly ms: number }): string {
  const seconds = `${Math.floor(at.ms / 1000)}.${String(at.ms % 1000).padStart(3, "0")}`;
  const rate = (at.pages * 8) / 1024 / Math.max(at.ms / 1000, 0.001);
  return `${what} successfully processed ${at.pages} pages in ${seconds} seconds (${rate.toFixed(3)} MB/sec).`;
}

export function textOr(value: SqlValue | undefined, otherwise: string): string {
  return value === undefined || value === null ? otherwise : String(value);
}
