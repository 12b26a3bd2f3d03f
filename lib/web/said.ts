import { getLocale, getTranslations } from "next-intl/server";
import { withWords } from "./own-words.ts";

/** What `say` does, for many values of one request. */
export async function sayer(): Promise<<T>(value: T) => T> {
  if ((await getLocale()) === "en") return (value) => value;
  const t = await getTranslations("said");
  return (value) => withWords(value, (key, values) => t(key, values));
}

/**
 * Puts our own sentences in a view into the language of this request: they are kept and recorded in English, as they were said.
 * English is given back untouched.
 */
export async function say<T>(value: T): Promise<T> {
  return (await sayer())(value);
}
