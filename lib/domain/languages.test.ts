import { expect, test } from "vitest";
import { isLanguage, type Language, pickLanguage } from "./languages.ts";

const offered: readonly Language[] = ["en", "it", "pt-BR", "fr", "de", "es"];
const pick = (acceptLanguage: string | null, ...chosen: (string | null | undefined)[]) =>
  pickLanguage({ chosen, acceptLanguage, offered });

test("takes what the person chose before what the browser says", () => {
  expect(pick("de", null, "fr")).toBe("fr");
  expect(pick("de", "it", "fr")).toBe("it");
});

test("takes the browser's first wish by weight, and its language where the country has no texts", () => {
  expect(pick("de;q=0.7, es;q=0.9, nl")).toBe("es");
  expect(pick("pt-PT, en;q=0.5")).toBe("pt-BR");
  expect(pick("de-AT")).toBe("de");
  expect(pick("fr;q=0, it;q=0.1")).toBe("it");
});

test("is English when nothing fits, and when what was chosen is not offered", () => {
  expect(pick("nl, ja")).toBe("en");
  expect(pick(null)).toBe("en");
  expect(pickLanguage({ chosen: ["de"], acceptLanguage: null, offered: ["en", "it"] })).toBe("en");
  expect(pick("*;q=0.1", "../../etc", undefined)).toBe("en");
});

test("knows its own six and nothing that an object has besides", () => {
  expect(offered.every(isLanguage)).toBe(true);
  expect(isLanguage("toString")).toBe(false);
});
