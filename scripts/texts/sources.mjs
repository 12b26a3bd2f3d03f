// Sources that show texts, and what each of them imports.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { root } from "../places.mjs";

const imports =
  /(?:^|[;\s])(?:import|export)\s+(?!type\s)(?:[\w*{}\s,$]+?\s+from\s+)?"([^"]+)"|\bimport\s*\(\s*"([^"]+)"/g;
const texts = new Map();

/** A source's text, read once. */
export function textOf(path) {
  if (!texts.has(path)) texts.set(path, readFileSync(join(root, path), "utf8"));
  return texts.get(path);
}

/** Sources below a folder, tests left out. */
export function sourcesBelow(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sourcesBelow(path);
    return /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) ? [path] : [];
  });
}

export const isClient = (path) => /^\s*["']use client["']/m.test(textOf(path).slice(0, 200));
const isAction = (path) => /^\s*["']use server["']/m.test(textOf(path).slice(0, 200));

function importsOf(path) {
  return [...textOf(path).matchAll(imports)].flatMap(([, fixed, dynamic]) => {
    const to = fixed ?? dynamic ?? "";
    const found = to.startsWith("#") ? to.slice(1) : to.startsWith("./") ? posix.join(dirname(path), to) : null;
    return found !== null && /^(app|components)\/.*\.tsx?$/.test(found) && existsSync(join(root, found)) ? [found] : [];
  });
}

/** The sources that reach the browser when these are shown: what a client file imports is a client file too. */
export function clientSources(entries) {
  const seen = new Map();
  const walk = (path, inBrowser) => {
    if (isAction(path)) return;
    const here = inBrowser || isClient(path);
    if (seen.get(path) === true || seen.get(path) === here) return;
    seen.set(path, here);
    for (const next of importsOf(path)) walk(next, here);
  };
  for (const entry of entries) walk(entry, false);
  return [...seen].flatMap(([path, inBrowser]) => (inBrowser ? [path] : [])).sort();
}
