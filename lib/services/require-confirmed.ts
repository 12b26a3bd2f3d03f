import { AppError } from "#lib/domain/errors.ts";
import type { ServiceContext } from "./context.ts";

/** What cannot be taken back is not left to whoever finds an open browser. Longer ago than this, the password is asked again. */
const confirmedLifeMs = 15 * 60_000;

/** Who asks has proved within the last 15 minutes who he is. @throws AppError "confirm-identity" */
export function requireConfirmed(ctx: ServiceContext): void {
  const { confirmedAt } = ctx.actor;
  if (confirmedAt === undefined) return; // nobody signed in: the bench
  // While the audit database is dead no password can be looked up, and the run must still be able to go on.
  if (ctx.console.audit().standing.kind !== "up") return;
  const ageMs = ctx.console.ports.clock.now().getTime() - Date.parse(confirmedAt ?? "");
  if (ageMs <= confirmedLifeMs) return;
  throw new AppError("confirm-identity", "you signed in more than 15 minutes ago, and this cannot be taken back");
}
