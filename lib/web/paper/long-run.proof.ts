import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, test } from "vitest";
import type { ReportAct, ReportView } from "#lib/domain/report/report-view.ts";
import { pdfOf } from "./pdf.ts";
import { evidenceDocument } from "./report-evidence.ts";
import type { Words } from "./words.ts";

const files = 5_000;
const linesEach = 4;
const at = "2026-11-21T10:00:00.000Z";
/** Texts stand as their keys: what is asked here is what is shown, not how it is said. */
const words: Words = {
  locale: "en",
  t: (key, values) => [key, ...Object.values(values ?? {})].join(" "),
  tagged: (key) => key,
  or: (_, id) => id,
  day: (time) => time,
  clock: (time) => time,
  duration: (seconds) => `${seconds} s`,
  said: ({ key }) => key,
};

function act(n: number): ReportAct {
  const output = Array.from({ length: linesEach }, (_, i) => ({ at, level: "info", text: `line-${n}-${i};` }));
  const end = { number: n, at, error: null, effect: "done", sessionId: 61, serverUtc: at } as const;
  const command = `RESTORE LOG mgc FROM DISK = 'mgc_${n}.trn'`;
  const attempt = { nth: 1, number: n, at, command, carrier: null, before: null, output, end, after: [] };
  return { id: `apply-log-backup:${n}`, target: "sqlto01", status: "done", attempts: [attempt], looks: [] };
}

const step = {
  id: "apply-log-backups",
  number: "3",
  status: "done",
  startedAt: at,
  finishedAt: at,
  acts: Array.from({ length: files }, (_, n) => act(n)),
  findings: [],
};
const report = { steps: [step] } as unknown as ReportView;

test("shows of 5,000 files in the summary a few, and says how many more", () => {
  const blocks = [...evidenceDocument(words, report, false)];
  expect(blocks.length).toBeLessThan(40);
  expect(blocks.at(-1)).toMatchObject({ text: `report.steps.more ${files - 4}` });
});

test("prints all 5,000 commands and 20,000 lines, each on a page with its number", { timeout: 1_800_000 }, async () => {
  const parts: Uint8Array[] = [];
  const footer = (page: number) => `page ${page};`;
  const blocks = evidenceDocument(words, report, true);
  for await (const part of pdfOf(blocks, { title: "R-0001", locale: "en", footer })) parts.push(part);
  const pdf = await getDocument({ data: new Uint8Array(Buffer.concat(parts)), verbosity: 0 }).promise;
  const seen = new Set<string>();
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const text = items.map((item) => ("str" in item ? item.str : "")).join("");
    expect(text).toContain(footer(number));
    for (const [found] of text.matchAll(/line-\d+-\d+;|mgc_\d+\.trn/g)) seen.add(found);
    page.cleanup();
  }
  expect(seen.size).toBe(files * linesEach + files);
});
