// Writes what the build makes of the texts: which each page needs in the browser, which languages there are, the pseudo-language.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
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

/** Safe to call twice; a file that is right already is not touched. */
export function writeTexts() {
  writeIfOther(join(root, "lib/web/generated/texts.json"), { languages: offered(), pages: pageTexts() });
  writeIfOther(fileOf(pseudoLanguage), pseudoMessages(readMessages("en")));
}

if (resolve(process.argv[1] ?? "") === fileURLToPath(import.meta.url)) writeTexts();
