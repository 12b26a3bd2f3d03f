import type { Session } from "#lab/sql-server/contract.ts";
import { sessionState } from "#lab/sql-server/sql/runtime.ts";
import { refuse } from "#lab/world/refuse.ts";

/** What no user transaction may hold. Throws the error given. */
export function refuseInTransaction(session: Session, number: number, message: string): void {
  if (sessionState(session).tranCount > 0) throw refuse(number, message);
}
