import { stringify } from "csv-stringify/sync";
import { z } from "zod";
import type { ExportRow } from "#lib/domain/export/rows.ts";

/** What an export may be asked as; CSV unless something else is said. */
export const exportFormat = z.enum(["csv", "jsonl"]).catch("csv");
export type ExportFormat = z.infer<typeof exportFormat>;

type Pages = AsyncIterable<readonly ExportRow[]>;

/**
 * An export as text, page by page, never faster than it is taken. CSV for spreadsheets: UTF-8 with its mark, every cell quoted, and
 * what a spreadsheet would take for a formula made text. JSON Lines keep every value as it is.
 */
export function exportText(pages: Pages, format: ExportFormat): AsyncIterable<string> {
  return format === "csv" ? csv(pages) : jsonLines(pages);
}

async function* jsonLines(pages: Pages): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((row) => `${JSON.stringify(row)}\n`).join("");
}

async function* csv(pages: Pages): AsyncGenerator<string> {
  let isFirst = true;
  for await (const page of pages) {
    yield stringify([...page], {
      bom: isFirst,
      header: isFirst,
      quoted: true,
      escape_formulas: true,
      record_delimiter: "windows",
    });
    isFirst = false;
  }
}
