import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../places.mjs";
import { flatten, readMessages } from "./messages.mjs";
import { countKeys, pageTexts } from "./page-texts.mjs";

const pages = pageTexts();

test("every page whose client sources show texts brings these texts along", () => {
  const silent = Object.entries(pages)
    .filter(([, part]) => Object.keys(part).length > 0)
    .filter(([path]) => !readFileSync(join(root, path), "utf8").includes(`"${path}"`));
  expect(silent.map(([path]) => path)).toEqual([]);
  expect(Object.keys(pages).length).toBeGreaterThan(15);
});

test("no page brings all texts, and a simple one brings few", () => {
  const messages = readMessages("en");
  const all = flatten(messages).length;
  for (const part of Object.values(pages)) expect(countKeys(part, messages)).toBeLessThan(all / 2);
  expect(countKeys(pages["app/sign-in/page.tsx"] ?? {}, messages)).toBeLessThan(60);
});
