// Texts: every language has the keys of en.json, and every key written in the code exists.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./places.mjs";

const translators =
  /(?:const|let)\s+(\w+)\s*=\s*(?:await\s+)?(?:useTranslations|getTranslations)\(\s*(?:"([^"]*)")?\s*\)/g;

function flatten(value, prefix = "") {
  if (typeof value !== "object" || value === null) return [prefix];
  return Object.entries(value).flatMap(([key, child]) => flatten(child, prefix === "" ? key : `${prefix}.${key}`));
}

function sourceFiles(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) ? [path] : [];
  });
}

/** Keys that a file asks for by a literal; a variable that stands for two namespaces is left to the type checker. */
export function usedKeys(text) {
  const namespaces = new Map();
  for (const [, name, namespace] of text.matchAll(translators)) {
    namespaces.set(name, namespaces.has(name) && namespaces.get(name) !== namespace ? null : namespace);
  }
  return [...namespaces].flatMap(([name, namespace]) => {
    if (namespace === null) return [];
    const calls = text.matchAll(new RegExp(`\\b${name}(?:\\.rich|\\.markup|\\.raw)?\\(\\s*"([^"]+)"`, "g"));
    return [...calls].map(([, key]) => (namespace === undefined ? key : `${namespace}.${key}`));
  });
}

/** Everything wrong with the texts, one line each. */
export function messageProblems() {
  const folder = join(root, "messages");
  const read = (name) => new Set(flatten(JSON.parse(readFileSync(join(folder, name), "utf8"))));
  const source = read("en.json");
  const others = readdirSync(folder).filter((name) => name.endsWith(".json") && name !== "en.json");
  const differences = others.flatMap((name) => {
    const keys = read(name);
    const missing = [...source].filter((key) => !keys.has(key)).map((key) => `messages/${name}: ${key} is missing`);
    return [
      ...missing,
      ...[...keys].filter((key) => !source.has(key)).map((key) => `messages/${name}: ${key} is not in en.json`),
    ];
  });
  const isKnown = (key) => source.has(key) || [...source].some((known) => known.startsWith(`${key}.`));
  const unknown = ["app", "components"].flatMap(sourceFiles).flatMap((file) =>
    usedKeys(readFileSync(join(root, file), "utf8"))
      .filter((key) => !isKnown(key))
      .map((key) => `${file}: ${key} is not in en.json`),
  );
  return [...differences, ...unknown];
}
