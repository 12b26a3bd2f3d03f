import { createTranslator } from "next-intl";
import { type Mail, oneLine } from "#lib/domain/mail/mail.ts";
import type { Letter } from "#lib/domain/mail/mail-port.ts";
import messages from "#messages/en.json" with { type: "json" };

const text = createTranslator({ locale: "en", messages });
const titles: Readonly<Record<string, { readonly title: string }>> = messages.health.checks;
const procedures: Readonly<Record<string, string>> = messages.procedures;

/** Subject and text of a mail, in English: nobody's language is known here. Every fact is one line. */
export function mailWords(mail: Mail, baseUrl: string): Pick<Letter, "subject" | "text"> {
  const facts = Object.fromEntries(Object.entries(mail.facts).map(([name, value]) => [name, named(name, value)]));
  const values = { ...facts, name: oneLine(mail.to.name), link: new URL(mail.path, baseUrl).href };
  return {
    subject: oneLine(text(`mail.${mail.about}.subject`, values)),
    text: text(`mail.${mail.about}.text`, values),
  };
}

/** Ids have words of their own. */
function named(name: string, value: string): string {
  if (name === "procedure" && Object.hasOwn(procedures, value)) return procedures[value] ?? value;
  if (name === "check" && Object.hasOwn(titles, value)) return titles[value]?.title ?? value;
  return oneLine(value);
}
