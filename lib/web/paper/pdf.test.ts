import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, test } from "vitest";
import { type Block, code, heading, plain, table } from "./blocks.ts";
import { pdfOf } from "./pdf.ts";

async function made(blocks: Iterable<Block>) {
  const parts: Uint8Array[] = [];
  const footer = (page: number) => `Report R-0001 · page ${page}`;
  for await (const part of pdfOf(blocks, { title: "Report R-0001", locale: "en", footer })) parts.push(part);
  return getDocument({ data: new Uint8Array(Buffer.concat(parts)), useSystemFonts: false, verbosity: 0 }).promise;
}
type Pdf = Awaited<ReturnType<typeof made>>;

async function textOf(pdf: Pdf, number: number): Promise<string> {
  const { items } = await (await pdf.getPage(number)).getTextContent();
  return items.map((item) => ("str" in item ? item.str : "")).join("");
}

type Node = { readonly role?: string; readonly children?: readonly Node[] };
const roles = (node: Node): readonly string[] => [
  ...(node.role ? [node.role] : []),
  ...(node.children ?? []).flatMap(roles),
];

test("carries title, language and the meaning of each part", async () => {
  const rows = [["mgc_11.trn", "Applied"]];
  const pdf = await made([heading(1, "Failover"), plain("All went well."), table(["File", "Fate"], [1, 1], rows)]);
  const { info } = await pdf.getMetadata();
  expect(info).toMatchObject({ Title: "Report R-0001", Language: "en" });
  const tree = await (await pdf.getPage(1)).getStructTree();
  expect(roles(tree as Node)).toEqual(["Root", "Document", "H1", "P", "Table", "TR", "TH", "TH", "TR", "TD", "TD"]);
});

test("gives its text back, in the letters of every language the console speaks, and with each page's number", async () => {
  const said = "Perché «così» – Störung, ação, fenêtre, año → ≤ 5";
  const pdf = await made([plain(said), ...Array.from({ length: 120 }, (_, i) => plain(`Line ${i + 1}`))]);
  expect(pdf.numPages).toBeGreaterThan(1);
  expect(await textOf(pdf, 1)).toContain(said);
  for (let page = 1; page <= pdf.numPages; page += 1)
    expect(await textOf(pdf, page)).toContain(`Report R-0001 · page ${page}`);
});

test("writes a sign that its fonts cannot draw as its number, and never leaves it out", async () => {
  expect(await textOf(await made([plain("Room 日, où\u202f?")]), 1)).toContain("Room [U+65E5], où ?");
});

test("breaks a long output over pages without losing a line", async () => {
  const lines = Array.from({ length: 300 }, (_, i) => `line ${i + 1};`);
  const pdf = await made([code(lines.join("\n"))]);
  let all = "";
  for (let page = 1; page <= pdf.numPages; page += 1) all += await textOf(pdf, page);
  expect(lines.filter((line) => !all.includes(line))).toEqual([]);
});
