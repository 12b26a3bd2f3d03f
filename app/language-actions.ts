"use server";

import { cookies } from "next/headers";
import { isLanguage } from "#lib/domain/languages.ts";
import { chooseLanguage } from "#lib/services/choose-language.ts";
import type { ActionResult, ActionState } from "#lib/web/action-result.ts";
import { contextOrNull } from "#lib/web/context.ts";
import { languageCookie } from "#lib/web/texts.ts";

const chosen = { ok: true, value: null } as const;
const yearSeconds = 31_536_000;

/** Keeps the language in this browser, and with the person when somebody is signed in. The page comes back in it. */
export async function setLanguage(_state: ActionState<null>, form: FormData): Promise<ActionResult<null>> {
  const language = form.get("language");
  if (!isLanguage(language)) return chosen;
  const jar = await cookies();
  jar.set(languageCookie, language, { maxAge: yearSeconds, sameSite: "lax", httpOnly: true, path: "/" });
  const ctx = await contextOrNull();
  if (ctx !== null) await chooseLanguage(ctx, language);
  return chosen;
}
