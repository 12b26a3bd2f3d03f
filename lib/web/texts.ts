import type { AbstractIntlMessages } from "next-intl";
import { isLanguage, type Language } from "#lib/domain/languages.ts";
import made from "./generated/texts.json";

/** The languages that have texts; scripts/texts/write.mjs lists them at each build. */
export const offeredLanguages: readonly Language[] = made.languages.filter(isLanguage);
/** Made from English for tests, a good deal longer. */
export const pseudoLanguage = "en-XA";
/** What this browser was set to, also before anybody signs in. */
export const languageCookie = "language";

type Part = true | { readonly [key: string]: Part };
const pages = made.pages as unknown as Readonly<Record<string, Part>>;

/** Of all texts those that the client sources of one page or layout ask for; `path` as "app/(main)/page.tsx". */
export function textsOf(path: string, all: AbstractIntlMessages): AbstractIntlMessages {
  const part = pages[path];
  if (part === undefined) throw new Error(`no texts were listed for ${path}; build again`);
  return part === true ? all : picked(part, all);
}

function picked(part: Exclude<Part, true>, from: AbstractIntlMessages): AbstractIntlMessages {
  return Object.fromEntries(
    Object.entries(part).flatMap(([key, inner]) => {
      const value = from[key];
      if (value === undefined) return [];
      return [[key, inner === true || typeof value === "string" ? value : picked(inner, value)]];
    }),
  );
}
