import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { beforeAll, expect, test } from "vitest";
import { reportOf } from "#lib/domain/report/report.ts";
import type { ReportView } from "#lib/domain/report/report-view.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { finishedFailover } from "#lib/engine/testing/finished-failover.ts";
import type { Block } from "./blocks.ts";
import { pdfOf } from "./pdf.ts";
import { reportDocument } from "./report-document.ts";
import type { Words } from "./words.ts";

const files = 5_000;
const linesEach = 4;
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

let report: ReportView;

/** A whole failover that copies and applies 5,000 log backups; each RESTORE says four lines. */
beforeAll(async () => {
  const told = await finishedFailover(files);
  report = reportOf({ ...told, events: told.events.flatMap(withLines), earlier: [] });
}, 600_000);

function withLines(event: RunEvent): readonly RunEvent[] {
  if (event.kind !== "act-intended" || !event.actId.startsWith("apply-log-backup:")) return [event];
  const { number, at, runId, stepId, actId } = event;
  const lines = Array.from({ length: linesEach }, (_, i) => {
    return { level: "info", source: "sqlto01\\PCHAT", text: `line-${number}-${i};` } as const;
  });
  return [event, { kind: "act-output", stepId, actId, lines, v: 1, runId, number, at }];
}

const documentOf = (full: boolean): readonly Block[] => {
  const sites = { home: "Milano", other: "Torino" };
  return [...reportDocument(words, { report: { ...report, signOffs: [], head: null }, sites, full })];
};

/** The text of each page. */
async function pagesOf(full: boolean): Promise<readonly string[]> {
  const parts: Uint8Array[] = [];
  const footer = (page: number) => `page ${page};`;
  for await (const part of pdfOf(documentOf(full), { title: "R-0001", locale: "en", footer })) parts.push(part);
  const pdf = await getDocument({ data: new Uint8Array(Buffer.concat(parts)), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ("str" in item ? item.str : "")).join(""));
    page.cleanup();
  }
  return pages;
}

test("is in the summary a paper of a few pages, and says how many more acts and files there are", async () => {
  const pages = await pagesOf(false);
  expect(pages.length).toBeLessThan(40);
  const text = pages.join("");
  expect(text).toContain(`report.steps.more ${files - 4}`);
  expect(text).toContain(`report.manifest.more ${files - 10}`);
});

test("prints all 5,000 files with their commands and 20,000 lines, each on a page with its number", {
  timeout: 1_800_000,
}, async () => {
  const seen = new Set<string>();
  for (const [i, text] of (await pagesOf(true)).entries()) {
    expect(text).toContain(`page ${i + 1};`);
    for (const [found] of text.matchAll(/line-\d+-\d+;|D:\\LogShip\\mgc\\mgc_\d+\.trn/g)) seen.add(found);
  }
  expect(seen.size).toBe(files * linesEach + files);
});
