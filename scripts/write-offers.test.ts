import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { offersPage, pageFile } from "./write-offers.ts";

test("the printed table of what is open when is what the code says", () => {
  expect(readFileSync(pageFile, "utf8"), "run: node --import tsx scripts/write-offers.ts").toBe(offersPage());
});
