import { AppError } from "#lib/domain/errors.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** Who asks gives his password again; what cannot be taken back counts on it for 15 minutes. @throws AppError "bad-input", "refused" after too many tries */
export async function confirmIdentity(
  ctx: ServiceContext,
  input: { readonly password: string },
): Promise<{ readonly at: string }> {
  requirePermission(ctx.actor, "self.manage");
  if (!(await ctx.console.passwords.isRight(ctx.actor.id, input.password)))
    throw new AppError("bad-input", "this is not your password");
  if (ctx.actor.sessionId === undefined) throw new AppError("internal", "this request has no session");
  await ctx.console.people.confirm(ctx.actor.sessionId);
  return { at: ctx.console.ports.clock.now().toISOString() };
}
