// A language made from English, at least 40 % longer and with other letters: what it breaks, a translation breaks too.
import { parse } from "@formatjs/icu-messageformat-parser";
import { printAST } from "@formatjs/icu-messageformat-parser/printer.js";

const letters = { a: "á", c: "ç", e: "é", i: "í", n: "ñ", o: "ö", u: "ü", y: "ý", A: "Á", E: "É", O: "Ö", U: "Ü" };
const vowels = /[aeiou]/gi;

/** Doubles vowels, which lengthens words as German does, then adds what is left to a half. */
function longer(text) {
  const { length } = text;
  if (!/\p{L}/u.test(text)) return text;
  const doubled = text.replace(vowels, (sign) => sign + sign.toLowerCase());
  const missing = Math.ceil(length * 1.5) - doubled.trim().length;
  const end = /\s*$/.exec(doubled)?.[0] ?? "";
  const body = doubled.slice(0, doubled.length - end.length);
  const said = [...body].map((sign) => letters[sign] ?? sign).join("");
  return `${said}${missing > 0 ? "ø".repeat(missing) : ""}${end}`;
}

function change(elements) {
  return elements.map((element) => {
    if (element.type === 0) return { ...element, value: longer(element.value) };
    if (element.type === 8) return { ...element, children: change(element.children) };
    if (element.options === undefined) return element;
    const options = Object.entries(element.options).map(([key, { value }]) => [key, { value: change(value) }]);
    return { ...element, options: Object.fromEntries(options) };
  });
}

/** One text: arguments, tags and plural forms stay. */
export const pseudoText = (text) => printAST(change(parse(text)));

/** All texts, nested as they are. */
export function pseudoMessages(messages) {
  if (typeof messages === "string") return pseudoText(messages);
  return Object.fromEntries(Object.entries(messages).map(([key, child]) => [key, pseudoMessages(child)]));
}
