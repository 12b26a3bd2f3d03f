import type { ServerEvent } from "#lab/sql-server/contract.ts";
import { SqlError } from "./errors.ts";

/** Wrong parameters: the call never began, and there is no return code. */
const callErrors = new Set([201, 8144, 8145]);

/** What a procedure refuses is told from inside it; it returns 1, and the batch goes on. */
export async function* toldErrors(
  events: AsyncGenerator<ServerEvent, number>,
  procedure: string,
): AsyncGenerator<ServerEvent, number> {
  try {
    return yield* events;
  } catch (error) {
    if (!(error instanceof SqlError) || error.abort !== "statement" || callErrors.has(error.number)) throw error;
    yield { kind: "error", error: { ...error.shape(1), procedure: error.procedure ?? procedure } };
    return 1;
  }
}
