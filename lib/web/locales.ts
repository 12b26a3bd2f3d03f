/** Languages of the interface; each has a file in messages. */
export const locales = ["en"] as const;
export type Locale = (typeof locales)[number];

/** The language of a cookie, else the first known one of Accept-Language, else English. */
export function pickLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  const wishes = (acceptLanguage ?? "").split(",").map((part) => part.split(";")[0]?.trim().toLowerCase() ?? "");
  for (const wish of [cookie?.toLowerCase() ?? "", ...wishes]) {
    const known = locales.find(
      (locale) => locale.toLowerCase() === wish || locale.toLowerCase() === wish.split("-")[0],
    );
    if (known !== undefined) return known;
  }
  return "en";
}
