// Writes docs/situations.md from scripts/situations and the table of moves: node --import tsx scripts/write-situations.ts
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { transitions } from "#lib/domain/run/transitions.ts";
import { root } from "./places.mjs";
import { situations } from "./situations/all.ts";

export const situationsFile = join(root, "docs/situations.md");

type Titles = Readonly<Record<string, { readonly title?: string }>>;
const titles: Titles = JSON.parse(readFileSync(join(root, "messages/en.json"), "utf8")).decisions;

/** With columns as wide as their widest cell, as the formatter has them. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`;
  const [head = [], ...rest] = rows;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rest.map(line)].join("\n");
}

/** The page as it should be. */
export function situationsPage(): string {
  const rows = situations.map(({ what, from, meets, seen }) => [
    what,
    typeof meets === "string"
      ? `Asks: ${titles[meets]?.title ?? meets} (\`${meets}\`)`
      : `Asks nobody: ${meets.without}`,
    from,
    `\`${seen[0]}\``,
  ]);
  const moves = Object.entries(transitions).map(([status, may]) => [
    status,
    may.join(", ") || "none: it has ended or ends by itself",
  ]);
  return `${[
    "# Which situation meets which decision",
    "",
    "Made by `scripts/write-situations.ts` from `scripts/situations`; a test compares them, finds every kind of question here, and finds each row's test by its sentence. What each choice costs stands on the page that asks.",
    "",
    table([["Situation", "What happens", "From", "Seen by"], ...rows]),
    "",
    "## What may be asked for in which state of a run",
    "",
    "The buttons, the server's refusal and this table all come from `lib/domain/run/transitions.ts`. While a question is open the other lanes may be paused and let go on.",
    "",
    table([["State", "Moves"], ...moves]),
  ].join("\n")}\n`;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  writeFileSync(situationsFile, situationsPage());
