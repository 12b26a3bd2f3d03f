import { expect, test } from "vitest";
import { hostile } from "#lib/adapters/hostile-fixture.ts";
import type { ExportRow } from "#lib/domain/export/rows.ts";
import { type ExportFormat, exportText } from "./export-text.ts";

async function* pagesOf(...pages: readonly (readonly ExportRow[])[]) {
  for (const page of pages) yield page;
}
const all = async (format: ExportFormat, ...pages: readonly (readonly ExportRow[])[]) => {
  let text = "";
  for await (const part of exportText(pagesOf(...pages), format)) text += part;
  return text;
};

test.each(["=1+1", "+393331234", "-2", "@SUM(A1)", "\t=1", "\r=1"])(
  "writes %j so that a spreadsheet takes it for text",
  async (reason) => {
    expect((await all("csv", [{ reason }])).split("\r\n").slice(1).join("\r\n")).toBe(`"'${reason}"\r\n`);
  },
);

test("writes the heads once, whatever the number of pages, after the mark of UTF-8", async () => {
  expect(await all("csv", [{ run: "R-0001" }], [{ run: "R-0002" }])).toBe('\uFEFF"run"\r\n"R-0001"\r\n"R-0002"\r\n');
});

test("keeps quotes, line ends and letters of any language", async () => {
  expect(await all("csv", [{ said: 'perché "no"\nè così' }])).toContain('"perché ""no""\nè così"\r\n');
});

test("writes one line of JSON a row, values as they are", async () => {
  const lines = (await all("jsonl", [{ reason: "=1+1", lost: null }], [{ reason: "a\nb", lost: 3 }]))
    .trim()
    .split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { reason: "=1+1", lost: null },
    { reason: "a\nb", lost: 3 },
  ]);
});

test("reads no page that nobody takes", async () => {
  let read = 0;
  async function* counted() {
    for (;;) {
      read += 1;
      yield [{ n: read }];
    }
  }
  const parts = exportText(counted(), "jsonl")[Symbol.asyncIterator]();
  await parts.next();
  await parts.next();
  expect(read).toBe(2);
});

/** CSV as RFC 4180 reads it. */
function cellsOf(text: string): readonly (readonly string[])[] {
  return text
    .replace(/^\uFEFF/, "")
    .split(/(?<=")\r\n/)
    .filter((line) => line !== "")
    .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell = ""]) => cell.replaceAll('""', '"')));
}

test("every hostile value is one cell of its row, and none begins a formula", async () => {
  const values = [...hostile, ...hostile.flatMap((value) => ["=", "+", "-", "@"].map((first) => `${first}${value}`))];
  const [heads, ...rows] = cellsOf(
    await all(
      "csv",
      values.map((reason) => ({ run: "R-1", reason, end: "e" })),
    ),
  );
  expect(heads).toEqual(["run", "reason", "end"]);
  expect(rows).toHaveLength(values.length);
  for (const [n, value] of values.entries()) {
    const cell = rows[n]?.[1] ?? "";
    expect([rows[n]?.[0], rows[n]?.[2], cell.replace(/^'/, "")]).toEqual(["R-1", "e", value]);
    expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  }
});
