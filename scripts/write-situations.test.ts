import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./places.mjs";
import { situations } from "./situations/all.ts";
import { kinds } from "./situations/situation.ts";
import { situationsFile, situationsPage } from "./write-situations.ts";

test("docs/situations.md is what the list and the table of moves say", () => {
  expect(readFileSync(situationsFile, "utf8")).toBe(situationsPage());
});

test("every kind of question is met by a situation", () => {
  const met = new Set(situations.map((s) => s.meets));
  expect(Object.keys(kinds).filter((kind) => !met.has(kind as keyof typeof kinds))).toEqual([]);
});

test.each(situations)("the test that has seen “$what” is there", ({ seen: [file, sentence] }) => {
  const path = join(root, file);
  expect(existsSync(path), file).toBe(true);
  expect(readFileSync(path, "utf8")).toContain(sentence);
});
