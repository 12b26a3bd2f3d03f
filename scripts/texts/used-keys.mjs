// Which keys of messages/en.json a source asks for, as patterns: a literal is exact, "${…}" stands for anything.
import { shapeOf } from "./shape.mjs";

const named = /(?:const|let)\s+(\w+)\s*=\s*(?:await\s+)?(?:useTranslations|getTranslations)\(\s*(?:"([^"]*)")?\s*\)/g;
/** A translator outside of a page has all keys. */
const ofAll = /const\s+(\w+)\s*=\s*createTranslator\(/g;
const listed = /\[([^\]=]*)\]\s*=\s*await\s+Promise\.all\(\[([\s\S]*?)\n?\s*\]\)/g;
const any = /\b(?:useTranslations|getTranslations)\(\s*("([^"]*)")?/g;
const literal = /^\s*(?:"([^"]*)"|`([^`]*)`)\s*$/;

/** Names of translators and their namespaces: `const t = …("a")`, or a place in `const [t, x] = await Promise.all([…])`. */
function translators(text) {
  const found = [...text.matchAll(named)].map(({ 1: name, 2: namespace = "", index: at }) => ({ name, namespace, at }));
  for (const { 1: name, index: at } of text.matchAll(ofAll)) found.push({ name, namespace: "", at });
  for (const { 1: names, 2: values, index: at } of text.matchAll(listed)) {
    const places = splitTop(values);
    names.split(",").forEach((name, i) => {
      const translator = /^\s*getTranslations\(\s*(?:"([^"]*)")?\s*\)\s*$/.exec(places[i] ?? "");
      if (translator !== null) found.push({ name: name.trim(), namespace: translator[1] ?? "", at });
    });
  }
  return found.sort((a, b) => a.at - b.at);
}

/** Splits at commas that stand in no bracket, quote or template. */
export function splitTop(text) {
  const parts = [""];
  let depth = 0;
  let quote = null;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (quote !== null) {
      if (sign === quote && text[i - 1] !== "\\") quote = null;
    } else if (sign === '"' || sign === "`" || sign === "'") quote = sign;
    else if ("([{".includes(sign)) depth++;
    else if (")]}".includes(sign)) depth--;
    if (sign === "," && depth === 0 && quote === null) parts.push("");
    else parts[parts.length - 1] += sign;
  }
  return parts;
}

/** The text between a bracket and its partner. */
function inside(text, open) {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === "(") depth++;
    if (text[i] === ")" && --depth === 0) return text.slice(open + 1, i);
  }
  return text.slice(open + 1);
}

/** The keys that an expression may stand for, `null` when nobody can tell. */
function keysOf(expression) {
  const one = literal.exec(expression);
  if (one !== null) return [one[1] ?? one[2]];
  const either = /^[^"`]*\?([\s\S]+?):([\s\S]+)$/.exec(expression);
  if (either === null || /=>/.test(expression)) return null;
  const [left, right] = [keysOf(either[1]), keysOf(either[2])];
  return left === null || right === null ? null : [...left, ...right];
}

/** Every place where a source uses a translator: the keys it may ask for there, and the arguments it gives (null = not known). */
function usesOf(text) {
  const known = translators(text);
  return [...new Set(known.map((each) => each.name))].flatMap((name) =>
    [...text.matchAll(new RegExp(`(?<![\\w.$\`"'-])${name}\\b(?!\\s*[:=])`, "g"))].flatMap((use) => {
      // One name in two functions: the nearest one above counts.
      const own = known.filter((each) => each.name === name);
      const { namespace } = own.findLast((each) => each.at < use.index) ?? own[0];
      const rest = text.slice(use.index + name.length);
      const call = /^(?:\.(?:rich|markup|raw|has))?\(/.exec(rest);
      const parts = call === null ? [givenAway(text, use.index)] : splitTop(inside(rest, call[0].length - 1));
      if (parts[0] === undefined) return [];
      const keys = (parts[0] === null ? null : keysOf(parts[0])) ?? [""];
      const given =
        call === null || call[0].startsWith(".raw") || call[0].startsWith(".has") ? null : namesOf(parts[1]);
      return [{ patterns: keys.map((key) => [namespace, key].filter((part) => part !== "").join(".")), given }];
    }),
  );
}

/** The names in an object literal; null when it is no literal or takes others in. */
function namesOf(expression) {
  const text = (expression ?? "").trim();
  if (text === "") return [];
  if (!text.startsWith("{") || text.includes("...")) return null;
  return splitTop(text.slice(1, text.lastIndexOf("}"))).flatMap((part) => /^\s*(\w+)/.exec(part)?.[1] ?? []);
}

/** Arguments and tags that a text needs and a source does not give, where it names the key outright. `texts`: by key. */
export function argumentProblems(text, texts) {
  return usesOf(text).flatMap(({ patterns, given }) => {
    if (given === null) return [];
    return patterns
      .filter((key) => texts.has(key))
      .flatMap((key) =>
        [...shapeOf(texts.get(key)).keys()]
          .map((name) => name.slice(1, -1))
          .filter((name) => !given.includes(name))
          .map((name) => `${key} needs ${name}`),
      );
  });
}

/**
 * Patterns of one source. What is asked for in a way that cannot be read here (a key in a variable, a translator given away)
 * counts as the whole namespace.
 */
export function usedKeys(text) {
  const known = translators(text);
  const patterns = new Set(usesOf(text).flatMap((use) => use.patterns));
  const all = [...text.matchAll(any)].filter((each) => !/import|function/.test(text.slice(each.index - 9, each.index)));
  for (const [, , namespace] of all) {
    if (!known.some((each) => each.namespace === (namespace ?? ""))) patterns.add(namespace ?? "");
  }
  return [...patterns];
}

/** A translator without a call: `textOr(t, key, …)` says which key; in a list of names nothing is asked; else nobody can tell. */
function givenAway(text, at) {
  const before = text.slice(0, at);
  const textOr = /\btextOr\(\s*$/.exec(before);
  if (textOr !== null) return splitTop(inside(text, textOr.index + "textOr".length))[1] ?? null;
  if (/[[,]\s*$/.test(before) && /(?:const|let)\s*\[[^\]=]*$/.test(before)) return undefined;
  if (/(?:const|let)\s+$/.test(before)) return undefined;
  return null;
}

/** Whether a pattern stands for a key: the key itself, what lies below it, or what fits its open places. */
export function matcher(patterns) {
  const tests = patterns.map((pattern) => (pattern === "" ? /^/ : new RegExp(`^(?:${source(pattern)})(?:\\..+)?$`)));
  return (key) => tests.some((test) => test.test(key));
}

function source(pattern) {
  return pattern
    .split(/\$\{[^}]*\}/)
    .map((part) => part.replace(/[.*+?^$()|[\]\\{}]/g, "\\$&"))
    .join(".+");
}
