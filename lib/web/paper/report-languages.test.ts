import { readFileSync } from "node:fs";
import { createFormatter, createTranslator } from "next-intl";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { beforeAll, expect, test } from "vitest";
import { languages } from "#lib/domain/languages.ts";
import { reportOf } from "#lib/domain/report/report.ts";
import type { ReportView } from "#lib/domain/report/report-view.ts";
import { finishedFailover } from "#lib/engine/testing/finished-failover.ts";
import { pdfOf } from "./pdf.ts";
import { reportDocument } from "./report-document.ts";
import { wordsOf } from "./words.ts";

let report: ReportView;
beforeAll(async () => {
  report = reportOf({ ...(await finishedFailover()), earlier: [] });
}, 60_000);

test.each(Object.keys(languages))(
  "prints a report in %s: its words and all 22 questions can be taken out, every sign can be drawn",
  async (locale) => {
    const messages = JSON.parse(readFileSync(`messages/${locale}.json`, "utf8"));
    const translate = createTranslator({ locale, messages, timeZone: "UTC" });
    const words = wordsOf({ locale, translate, format: createFormatter({ locale, timeZone: "UTC" }) });
    const sites = { home: "Milano", other: "Torino" };
    const blocks = reportDocument(words, { report: { ...report, signOffs: [], head: null }, sites, full: false });
    const title = words.t("report.title", { label: "R-0001" });
    const footer = (page: number) => words.t("report.page", { title, page });
    const parts: Uint8Array[] = [];
    for await (const part of pdfOf(blocks, { title, locale, footer })) parts.push(part);
    const pdf = await getDocument({ data: new Uint8Array(Buffer.concat(parts)), verbosity: 0 }).promise;
    let text = "";
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const { items } = await (await pdf.getPage(number)).getTextContent();
      const page = items.map((item) => ("str" in item ? item.str : "")).join("");
      expect(page).toContain(footer(number));
      text += page;
    }
    const bare = (said: string) => said.replaceAll(/\s+/g, "");
    const said = [words.t("report.steps.title"), words.t("report.clocks.title"), words.t("report.timeline.title")];
    for (let n = 1; n <= 22; n += 1) said.push(words.t(`report.questions.${n}`));
    expect(said.filter((each) => !bare(text).includes(bare(each)))).toEqual([]);
    expect(text).not.toMatch(/\[U\+|report\.[a-z]+\./);
    expect((await pdf.getMetadata()).info).toMatchObject({ Language: locale });
  },
);
