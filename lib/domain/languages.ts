/** Languages of the interface, each by its own name; the texts of each are in messages. */
export const languages = {
  en: "English",
  it: "Italiano",
  "pt-BR": "Português (Brasil)",
  fr: "Français",
  de: "Deutsch",
  es: "Español",
} as const;
export type Language = keyof typeof languages;

/** Whether a text names one of them. */
export function isLanguage(text: unknown): text is Language {
  return typeof text === "string" && Object.hasOwn(languages, text);
}

/**
 * The first wish that `offered` can meet, else English: `chosen` (a person's own, a cookie's), then Accept-Language in the order of
 * its weights. "pt" and "pt-PT" get "pt-BR", "de-AT" gets "de".
 */
export function pickLanguage(options: {
  readonly chosen: readonly (string | null | undefined)[];
  readonly acceptLanguage: string | null;
  readonly offered: readonly Language[];
}): Language {
  const chosen = options.chosen.find((wish) => options.offered.some((each) => each === wish));
  if (chosen !== undefined && isLanguage(chosen)) return chosen;
  for (const wish of wishesOf(options.acceptLanguage ?? "")) {
    const found =
      options.offered.find((each) => each.toLowerCase() === wish) ??
      options.offered.find((each) => stem(each) === stem(wish));
    if (found !== undefined) return found;
  }
  return "en";
}

const stem = (tag: string) => tag.toLowerCase().split("-")[0];

function wishesOf(acceptLanguage: string): readonly string[] {
  return acceptLanguage
    .split(",")
    .map((part) => {
      const [tag = "", ...rest] = part.split(";");
      const weight = rest.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find((each) => each !== undefined);
      return { tag: tag.trim().toLowerCase(), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ tag, weight }) => tag !== "" && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
