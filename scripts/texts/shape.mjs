// What a text must keep in every language: its arguments with their kinds, its tags, its choices, its untranslated terms.
import { parse } from "@formatjs/icu-messageformat-parser";

const kinds = ["literal", "argument", "number", "date", "time", "select", "plural", "pound", "tag"];
/** Commands, states and names of products and databases; see ARCHITECTURE.md, "Words". */
const terms =
  /\b(?:mgc|mgccomp|msdb|master|Normal|FailedOver|[A-Z][a-z]+-Cs[A-Za-z]+|Persistent Chat|SQL Server|PowerShell|LS(?:Backup|Copy|Restore)\w*|[A-Za-z]+_[A-Za-z_]+|[A-Z]{3,}|[\w-]+\.jsonl?)\b/g;

/** Arguments and tags by name, with their kind; a select with its choices, a plural with its exact numbers. */
export function shapeOf(text) {
  const found = new Map();
  const walk = (elements) => {
    for (const element of elements) {
      if (element.type === 0 || element.type === 7) continue;
      const options = Object.keys(element.options ?? {});
      const kept = element.type === 6 ? options.filter((key) => key.startsWith("=")) : options;
      const name = element.type === 8 ? `<${element.value}>` : `{${element.value}}`;
      found.set(name, [kinds[element.type], ...kept.sort()].join(" "));
      walk(element.children ?? []);
      for (const { value } of Object.values(element.options ?? {})) walk(value);
    }
  };
  walk(parse(text));
  return found;
}

/** Plural forms that a text uses, "other" and exact numbers left out. */
function pluralForms(text) {
  const found = [];
  const walk = (elements) => {
    for (const element of elements) {
      if (element.type === 6) found.push(Object.keys(element.options).filter((key) => !key.startsWith("=")));
      walk(element.children ?? []);
      for (const { value } of Object.values(element.options ?? {})) walk(value);
    }
  };
  walk(parse(text));
  return found;
}

const termsOf = (text) => [...new Set(text.replace(/\{[^{}]*\}/g, " ").match(terms) ?? [])];

/** Everything by which a translation differs in shape from its English text. */
export function shapeProblems(english, text, language) {
  if (typeof text !== "string" || text.trim() === "") return ["is empty"];
  let own;
  try {
    own = shapeOf(text);
  } catch (e) {
    return [`is no message: ${e.message}`];
  }
  const wanted = shapeOf(english);
  const missing = [...wanted].filter(([name, kind]) => own.get(name) !== kind);
  const extra = [...own].filter(([name]) => !wanted.has(name));
  const known = new Set(new Intl.PluralRules(language).resolvedOptions().pluralCategories);
  const forms = pluralForms(text);
  const isTheSame = text === english && (english.match(/\p{Ll}{2,}/gu) ?? []).length >= 4 && language !== "en";
  return [
    ...missing.map(([name, kind]) => `needs ${name} as ${kind}`),
    ...extra.map(([name]) => `has ${name}, which English has not`),
    ...forms
      .flat()
      .filter((form) => !known.has(form))
      .map((form) => `has the plural form ${form}, which ${language} has not`),
    ...forms.filter((own) => known.has("one") && !own.includes("one")).map(() => "needs the plural form one"),
    ...termsOf(english)
      .filter((term) => !text.includes(term))
      .map((term) => `must keep ${term} as it is`),
    ...(isTheSame ? ["is still English"] : []),
  ];
}
