import { expect, test } from "vitest";
import { byLanguage } from "./by-language.ts";

test("orders words as the reader's language does", () => {
  const names = ["Zoe", "anna", "Émilie", "Emma", "Öztürk", "Otto"];
  expect([...names].sort(byLanguage("fr"))).toEqual(["anna", "Émilie", "Emma", "Otto", "Öztürk", "Zoe"]);
  expect([...names].sort(byLanguage("de"))).toEqual(["anna", "Émilie", "Emma", "Otto", "Öztürk", "Zoe"]);
  expect(["nube", "ñandú", "noche"].sort(byLanguage("es"))).toEqual(["noche", "nube", "ñandú"]);
  expect(["Room 10", "Room 2"].sort(byLanguage("en"))).toEqual(["Room 2", "Room 10"]);
});
