import { expect, test } from "vitest";
import { matching, type PaletteItem } from "./palette-item.ts";

const items: readonly PaletteItem[] = [
  { kind: "check", label: "Log chain is unbroken", href: "/health#chain" },
  { kind: "page", label: "Überblick", href: "/" },
  { kind: "page", label: "History", href: "/history" },
  { kind: "run", label: "R-0002 · Failback", href: "/runs/2" },
  { kind: "term", label: "Failback", href: "/glossary#failback" },
];
const labels = (asked: string) => matching(items, asked).map(({ label }) => label);

test("shows everything while nothing is typed, in its own order", () => {
  expect(labels(" ")).toEqual(items.map(({ label }) => label));
});

test("finds by any word, whatever case and accents, and puts first what begins with it", () => {
  expect(labels("uber")).toEqual(["Überblick"]);
  expect(labels("chain log")).toEqual(["Log chain is unbroken"]);
  expect(labels("failback")).toEqual(["Failback", "R-0002 · Failback"]);
  expect(labels("nothing like it")).toEqual([]);
});
