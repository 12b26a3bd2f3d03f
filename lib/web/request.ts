import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { pickLocale } from "./locales.ts";

/** Language and texts of a request. Times are UTC wherever the server stands; the client shows its own zone beside. */
export default getRequestConfig(async () => {
  const cookie = (await cookies()).get("locale")?.value;
  const locale = pickLocale(cookie, (await headers()).get("accept-language"));
  const messages = await import(`../../messages/${locale}.json`);
  return { locale, timeZone: "UTC", messages: messages.default };
});
