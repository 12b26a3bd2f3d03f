// Which texts each page needs in the browser, from the sources that reach it. Nested as the messages are; true = all below.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../places.mjs";
import { flatten, readMessages } from "./messages.mjs";
import { clientSources, sourcesBelow, textOf } from "./sources.mjs";
import { matcher, usedKeys } from "./used-keys.mjs";

/** What Next.js shows in a layout of its own accord, beside its pages. */
const beside = ["error.tsx", "loading.tsx", "not-found.tsx", "template.tsx"];

function entriesOf(path) {
  if (!path.endsWith("/layout.tsx")) return [path];
  const files = beside.map((name) => `${dirname(path)}/${name}`);
  return [path, ...files.filter((file) => existsSync(join(root, file)))];
}

function picked(messages, isWanted, prefix = "") {
  if (typeof messages !== "object") return isWanted(prefix) ? true : null;
  const children = Object.entries(messages).map(([key, child]) => [
    key,
    picked(child, isWanted, prefix === "" ? key : `${prefix}.${key}`),
  ]);
  const wanted = children.filter(([, child]) => child !== null);
  if (wanted.length === 0) return null;
  return wanted.length === children.length && wanted.every(([, child]) => child === true)
    ? true
    : Object.fromEntries(wanted);
}

/** By path of a page or layout. */
export function pageTexts() {
  const messages = readMessages("en");
  const paths = sourcesBelow("app").filter((path) => /\/(page|layout)\.tsx$/.test(path));
  return Object.fromEntries(
    paths.map((path) => {
      const patterns = clientSources(entriesOf(path)).flatMap((source) => usedKeys(textOf(source)));
      return [path, picked(messages, matcher(patterns)) ?? {}];
    }),
  );
}

/** How many keys a picked part has. */
export const countKeys = (part, messages) =>
  part === true
    ? flatten(messages).length
    : Object.entries(part).reduce((sum, [key, child]) => sum + countKeys(child, messages[key]), 0);
