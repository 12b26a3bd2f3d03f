// Writes what the build makes of the texts: which each page needs in the browser, which languages there are, mails, the
// pseudo-language.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "@formatjs/icu-messageformat-parser";
import { root } from "../places.mjs";
import { fileOf, offered, pseudoLanguage, readMessages } from "./messages.mjs";
import { pageTexts } from "./page-texts.mjs";
import { pseudoMessages } from "./pseudo.mjs";

function writeIfOther(path, value) {
  const text = `${JSON.stringify(value)}\n`;
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** What the code says, by key: a text, or null where something is filled in, and the names of that. */
function saidPatterns() {
  return Object.entries(readMessages("en").said).map(([key, text]) => {
    const elements = parse(text);
    return {
      key,
      parts: elements.map((each) => (each.type === 0 ? each.value : null)),
      names: elements.flatMap((each) => (each.type === 1 ? [each.value] : [])),
    };
  });
}

/** What a mail says, in every language: it is written where nobody asks for a page. */
function mailTexts() {
  return Object.fromEntries(
    offered().map((language) => {
      const { mail, procedures, health, alerts } = readMessages(language);
      const titles = Object.entries(health.checks).map(([id, { title }]) => [id, title]);
      const checks = { ...Object.fromEntries(titles), ...alerts.titles };
      return [language, { mail, procedures, checks }];
    }),
  );
}

/** Safe to call twice; a file that is right already is not touched. */
export function writeTexts() {
  writeIfOther(join(root, "lib/web/generated/texts.json"), {
    languages: offered(),
    pages: pageTexts(),
    said: saidPatterns(),
  });
  writeIfOther(join(root, "lib/runtime/generated/mail-texts.json"), mailTexts());
  writeIfOther(fileOf(pseudoLanguage), pseudoMessages(readMessages("en")));
}

if (resolve(process.argv[1] ?? "") === fileURLToPath(import.meta.url)) writeTexts();
