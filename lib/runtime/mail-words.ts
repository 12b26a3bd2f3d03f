import { createTranslator } from "next-intl";
import { type Mail, oneLine } from "#lib/domain/mail/mail.ts";
import type { Letter } from "#lib/domain/mail/mail-port.ts";
import made from "./generated/mail-texts.json" with { type: "json" };

type Texts = typeof made.en;
type Names = Readonly<Record<string, string>>;
const texts: Readonly<Record<string, Texts>> = made;

/** Subject and text of a mail, in the language of its reader, English when he chose none. Every fact is one line. */
export function mailWords(mail: Mail, baseUrl: string): Pick<Letter, "subject" | "text"> {
  const { locale, messages } = textsFor(mail.to.language ?? "en");
  const text = createTranslator({ locale, messages });
  const facts = Object.fromEntries(
    Object.entries(mail.facts).map(([name, value]) => [name, named(messages, { name, value })]),
  );
  const values = { ...facts, name: oneLine(mail.to.name), link: new URL(mail.path, baseUrl).href };
  return {
    subject: oneLine(text(`mail.${mail.about}.subject`, values)),
    text: text(`mail.${mail.about}.text`, values),
  };
}

function textsFor(language: string): { readonly locale: string; readonly messages: Texts } {
  const messages = Object.hasOwn(texts, language) ? texts[language] : undefined;
  return messages === undefined ? { locale: "en", messages: made.en } : { locale: language, messages };
}

/** Ids have words of their own. */
function named(messages: Texts, fact: { readonly name: string; readonly value: string }): string {
  const names: Names | null =
    fact.name === "procedure" ? messages.procedures : fact.name === "check" ? messages.checks : null;
  return (names !== null && Object.hasOwn(names, fact.value) ? names[fact.value] : undefined) ?? oneLine(fact.value);
}
