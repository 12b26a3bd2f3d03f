import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../places.mjs";
import { flatten, languages, readMessages } from "./messages.mjs";
import { messageProblems } from "./problems.mjs";
import { pseudoMessages, pseudoText } from "./pseudo.mjs";
import { shapeOf, shapeProblems } from "./shape.mjs";

test("every language says what English says, nothing that the code asks for is missing, and nothing is left over", () => {
  expect(messageProblems()).toEqual([]);
});

test("the scripts know the languages of the console", () => {
  const source = readFileSync(join(root, "lib/domain/languages.ts"), "utf8");
  const listed = /languages = \{([^}]+)\}/.exec(source)?.[1] ?? "";
  expect([...listed.matchAll(/^ {2}"?([\w-]+)"?:/gm)].map((found) => found[1])).toEqual(languages);
});

test.each([
  ["an argument that got lost", "{n} files on {host}", "{n} file", "needs {host} as argument"],
  ["an argument that English has not", "Run {label}", "Esecuzione {label} {name}", "has {name}, which English has not"],
  ["a tag that got lost", "see <code>{x}</code>", "vedi {x}", "needs <code> as tag"],
  ["a number that is printed as it comes", "{n, number}", "{n}", "needs {n} as number"],
  [
    "a plural without its form",
    "{n, plural, one {#} other {#}}",
    "{n, plural, other {#}}",
    "needs the plural form one",
  ],
  [
    "a form that the language has not",
    "{n, plural, one {#} other {#}}",
    "{n, plural, one {#} few {#} other {#}}",
    "has the plural form few, which it has not",
  ],
  ["a choice that got lost", "{k, select, a {x} other {y}}", "{k, select, other {y}}", "needs {k} as select a other"],
  ["a state that was translated", "mgc is RESTORING", "mgc è IN RIPRISTINO", "must keep RESTORING as it is"],
  ["a database in capitals", "mgc is online", "MGC è online", "must keep mgc as it is"],
  ["what was forgotten", "What the run does now", "What the run does now", "is still English"],
  ["what is empty", "Go", " ", "is empty"],
])("finds %s", (_what, english, text, problem) => {
  expect(shapeProblems(english, text, "it")).toContain(problem);
});

test("finds a text that is no message", () => {
  expect(shapeProblems("{n}", "{n", "it")[0]).toMatch(/^is no message/);
});

test("lets a good translation through", () => {
  const english = "{n, plural, =0 {No file} one {# file} other {# files}} of mgc on <b>{host}</b>";
  const italian = "{n, plural, =0 {Nessun file} one {# file} many {# di file} other {# file}} di mgc su <b>{host}</b>";
  expect(shapeProblems(english, italian, "it")).toEqual([]);
});

test("the pseudo-language is at least 40 % longer, has other letters, and keeps arguments, tags and plural forms", () => {
  expect(pseudoText("Go on")).not.toContain("Go on");
  for (const [key, text] of flatten(readMessages("en"))) {
    const other = pseudoText(text);
    expect([key, [...shapeOf(other)]]).toEqual([key, [...shapeOf(text)]]);
    const [short, long] = [text, other].map((each) => each.replace(/\{[^{}]*\}|<[^>]*>/g, "").trim().length);
    if (!key.startsWith("said.") && !/plural|select/.test(text) && /\p{L}/u.test(text.replace(/\{[^{}]*\}/g, "")))
      expect([key, long]).toEqual([key, expect.toSatisfy((n: number) => n >= short * 1.4)]);
  }
  expect(Object.keys(pseudoMessages({ a: { b: "x" } }).a)).toEqual(["b"]);
});
