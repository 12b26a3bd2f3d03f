import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./places.mjs";

const pages = [
  "README.md",
  "ARCHITECTURE.md",
  "lab/README.md",
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .map((name) => `docs/${name.replaceAll("\\", "/")}`)
    .filter((name) => name.endsWith(".md")),
];
const read = (path: string) => readFileSync(join(root, path), "utf8");
const scripts = Object.keys(Object(JSON.parse(read("package.json"))).scripts);
const tops = "app|components|lib|lab|e2e|scripts|docs|messages|prisma";

/** Paths in backticks that begin at the root, and targets of links beside the page. */
function pathsIn(page: string): readonly string[] {
  const text = read(page);
  const ticked = [...text.matchAll(/`([^`\s]+)`/g)]
    .map((m) => m[1] ?? "")
    .filter((word) => new RegExp(`^(${tops})/`).test(word) || /^[\w.-]+\.(ts|js|json|md)$/.test(word));
  const named = ticked.filter((word) => !["pool.yaml", "credentials.json", "accounts.json", "lab.json"].includes(word));
  const linked = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map((m) => m[1] ?? "")
    .filter((link) => !/^[a-z]+:/.test(link));
  return [...named, ...linked.map((link) => join(dirname(page), link).replaceAll("\\", "/"))];
}

function commandProblems(page: string, text: string): readonly string[] {
  const run = [...text.matchAll(/npm run ([\w:-]+)/g)].map((m) => m[1] ?? "");
  const short = [...text.matchAll(/\bnpm (start|test)\b/g)].map((m) => m[1] ?? "");
  return [...run, ...short].filter((name) => !scripts.includes(name)).map((name) => `${page}: no npm script ${name}`);
}

test.each(pages)("every path that %s names exists", (page) => {
  expect(pathsIn(page).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test("every npm command that a page names exists", () => {
  expect(pages.flatMap((page) => commandProblems(page, read(page)))).toEqual([]);
  expect(commandProblems("a page", "npm run nothing-like-it")).toHaveLength(1);
});

test("every lab command that a page names is one the lab knows", () => {
  const known = /^(start|status|faults|truth|reset|fault |scenario |product |site (home|other) (down|up)$)/;
  const named = pages.flatMap((page) =>
    [...read(page).matchAll(/npm run lab -- ([^\n`]+)/g)].map((m) => (m[1] ?? "").trim()),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((command) => !known.test(command))).toEqual([]);
});

test("ARCHITECTURE.md prints all ten rules", () => {
  const numbers = [...read("ARCHITECTURE.md").matchAll(/^\*\*(\d+)\. /gm)].map((m) => Number(m[1]));
  expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test("docs/traps.md has all twelve traps", () => {
  const ids = [...read("docs/traps.md").matchAll(/^\|\s*(T\d+)\s*\|/gm)].map((m) => m[1]);
  expect(ids).toEqual(Array.from({ length: 12 }, (_, i) => `T${i + 1}`));
});

test("the sample pool file is one that the console accepts", async () => {
  const { parsePool } = await import("#lib/adapters/topology/read-pool-file.ts");
  const sample = /```yaml\n([\s\S]+?)```/.exec(read("docs/installation.md"))?.[1] ?? "";
  expect(parsePool(sample, "sample").instances).toHaveLength(4);
});
