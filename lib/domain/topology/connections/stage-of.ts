import { isAppError, isStepError } from "#lib/domain/errors.ts";
import { isDenied } from "#lib/domain/rights/denied.ts";
import { messageOf, type TestStage } from "./result.ts";

/** How far a line to an instance came before this went wrong; the remedy is a text of its own for each. Pure. */
export function stageOf(e: unknown): TestStage {
  const said = messageOf(e);
  if (isStepError(e) && isDenied(e)) return "rights";
  // A login that nobody sealed on this machine.
  if (isAppError(e) && e.code === "bad-input") return "login";
  if ((isAppError(e) && e.data.driverCode === "ELOGIN") || /login failed|18456/i.test(said)) return "login";
  return /certificate|self.signed|altname|TLS|SSL|EPROTO/i.test(said) ? "tls" : "network";
}
