// The files of messages/, flat: "area.thing.part" → text.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../places.mjs";

/** Every language that the console can have, as lib/domain/languages.ts has them; offered is one whose file is there. */
export const languages = ["en", "it", "pt-BR", "fr", "de", "es"];
/** The language made from English, a good deal longer; for tests only. */
export const pseudoLanguage = "en-XA";

export const fileOf = (language) => join(root, "messages", `${language}.json`);
export const offered = () => languages.filter((language) => existsSync(fileOf(language)));
export const readMessages = (language) => JSON.parse(readFileSync(fileOf(language), "utf8"));

/** Keys and texts without the nesting. */
export function flatten(value, prefix = "") {
  if (typeof value !== "object" || value === null) return [[prefix, value]];
  return Object.entries(value).flatMap(([key, child]) => flatten(child, prefix === "" ? key : `${prefix}.${key}`));
}
