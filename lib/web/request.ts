import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { pickLanguage } from "#lib/domain/languages.ts";
import { currentActor } from "./context.ts";
import { languageCookie, offeredLanguages, pseudoLanguage } from "./texts.ts";

/**
 * Language and texts of a request: what the person chose, else the cookie of this browser, else the browser's own wish. Times are
 * UTC wherever the server stands; the client shows its own zone.
 */
export default getRequestConfig(async () => {
  const [jar, asked, actor] = await Promise.all([cookies(), headers(), actorIfKnown()]);
  const cookie = jar.get(languageCookie)?.value;
  const chosen = [actor?.language, cookie];
  const language = pickLanguage({ chosen, acceptLanguage: asked.get("accept-language"), offered: offeredLanguages });
  // For tests: no list offers it.
  const locale = cookie === pseudoLanguage ? pseudoLanguage : language;
  const messages = await import(`../../messages/${locale}.json`);
  return { locale, timeZone: "UTC", messages: messages.default };
});

/** Nobody while the database does not answer: the page that says so needs a language too. */
async function actorIfKnown() {
  try {
    return await currentActor();
  } catch {
    return null;
  }
}
