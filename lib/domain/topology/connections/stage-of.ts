import { isAppError, isStepError } from "#lib/domain/errors.ts";
import { messageOf, type TestStage } from "./result.ts";

/** SQL Server's numbers for what a login may not do: an object, the server's state, a database. Source: sql-server.md D5. */
const rightsNumbers: ReadonlySet<number> = new Set([229, 230, 262, 297, 300, 371, 916, 15_247]);

/** How far a line to an instance came before this went wrong; the remedy is a text of its own for each. Pure. */
export function stageOf(e: unknown): TestStage {
  const said = messageOf(e);
  if (isStepError(e) && e.causes.some(({ number }) => number !== undefined && rightsNumbers.has(number)))
    return "rights";
  // A login that nobody sealed on this machine.
  if (isAppError(e) && e.code === "bad-input") return "login";
  if ((isAppError(e) && e.data.driverCode === "ELOGIN") || /login failed|18456/i.test(said)) return "login";
  return /certificate|self.signed|altname|TLS|SSL|EPROTO/i.test(said) ? "tls" : "network";
}
