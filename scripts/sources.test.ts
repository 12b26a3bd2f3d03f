import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./places.mjs";

const list = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: root, encoding: "utf8" });
const code = [...new Set(list.split("\n"))]
  .filter(
    (path) => /^(app|bench|components|lib|lab|e2e|scripts)\/.*\.(tsx?|mjs)$/.test(path) && existsSync(join(root, path)),
  )
  .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));

// Written in two parts, so that this file does not find itself.
const refused: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: "any", pattern: /(?::\s*|<|\bas\s+|=>\s*)any\b(?!\s+[a-z])|\bany\[\]/ },
  { what: "a silenced type error", pattern: new RegExp(`@ts-${"ignore"}|@ts-${"nocheck"}|@ts-${"expect-error"}`) },
  // What a server or a person wrote is shown as text, never as markup.
  {
    what: "markup made of text",
    pattern: new RegExp(
      `dangerouslySet${"InnerHTML"}|\\.inner${"HTML"}|\\.outer${"HTML"}|insertAdjacent${"HTML"}|document\\.wri${"te"}`,
    ),
  },
  { what: "unfinished work", pattern: new RegExp(`\\bTO${"DO"}\\b|\\bFIX${"ME"}\\b`) },
];

/** Comments and texts may say "any". */
const withoutWords = (line: string) =>
  line.replace(/"(?:[^"\\]|\\.)*"|`[^`]*`|\/[^/\s][^/]*\/[a-z]*/g, '""').replace(/\/\/.*|\/?\*\*?.*/, "");

test("no file is longer than 300 lines", () => {
  expect(code.length).toBeGreaterThan(300);
  const long = code
    .map(({ path, text }) => ({ path, lines: text.split("\n").length - 1 }))
    .filter(({ lines }) => lines > 300);
  expect(long).toEqual([]);
});

test.each(refused)("no source holds $what", ({ what, pattern }) => {
  const hits = code.flatMap(({ path, text }) =>
    text
      .split("\n")
      .flatMap((line, i) =>
        pattern.test(what === "any" ? withoutWords(line) : line) ? [`${path}:${i + 1} ${line.trim()}`] : [],
      ),
  );
  expect(hits).toEqual([]);
});

test("finds what it refuses", () => {
  const bad = [
    "const a: any = 1;",
    `// @ts-${"ignore"}`,
    `<p dangerouslySet${"InnerHTML"}={{ __html: x }} />`,
    `// TO${"DO"} later`,
  ];
  expect(
    refused.map(({ what, pattern }, i) => pattern.test(what === "any" ? withoutWords(bad[i] ?? "") : (bad[i] ?? ""))),
  ).toEqual([true, true, true, true]);
  expect(refused[0]?.pattern.test(withoutWords('throw new Error("as any"); // for any: reason'))).toBe(false);
});

test("only one file of the console reads the process's environment", () => {
  const readers = code.filter(
    ({ path, text }) =>
      /^(app|components|lib)\//.test(path) && !/\.(test|proof)\.ts$/.test(path) && /process\.env/.test(text),
  );
  // What starts a process hands the environment (or Windows' own folder) on to it and reads no setting of ours.
  const handOn = [
    "lib/adapters/files/share-worker.ts",
    "lib/adapters/powershell/warm-shell.ts",
    "lib/adapters/powershell/process-identity.ts",
  ];
  expect(readers.map(({ path }) => path).filter((path) => !handOn.includes(path))).toEqual(["lib/env.ts"]);
});
