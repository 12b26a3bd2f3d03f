import type { Language } from "#lib/domain/languages.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** Keeps the language that whoever asks reads in, on every machine. Safe to call twice. */
export async function chooseLanguage(ctx: ServiceContext, language: Language): Promise<void> {
  requirePermission(ctx.actor, "self.manage");
  await ctx.console.people.setLanguage(ctx.actor.id, language);
}
