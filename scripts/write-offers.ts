// Writes docs/offers.md from the code: node --import tsx scripts/write-offers.ts
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { factsOf, refusalOf } from "#lib/domain/offers/offers.ts";
import { copyStates, everyStanding, mirrorStates, poolStates, shippingStates } from "#lib/domain/offers/standing.ts";
import { procedures } from "#lib/domain/procedures/all.ts";
import type { ProcedureId } from "#lib/domain/procedures/procedure-id.ts";
import { root } from "./places.mjs";

export const pageFile = join(root, "docs/offers.md");

type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;
const messages = JSON.parse(readFileSync(join(root, "messages/en.json"), "utf8"));
const offers: Texts = messages.offers;
const names: Readonly<Record<string, string>> = messages.procedures;
const sited = (text: string | undefined) =>
  (text ?? "").replaceAll("{home}", "the home site").replaceAll("{other}", "the other site");
const sentence = (text: string) => (text.startsWith("mgc") ? text : text.charAt(0).toUpperCase() + text.slice(1));

/** With columns as wide as their widest cell, as the formatter has them. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`;
  const [head = [], ...rest] = rows;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rest.map(line)].join("\n");
}

function sectionOf(id: ProcedureId): string {
  const all = everyStanding();
  const open = all.filter((at) => refusalOf(id, at) === null).length;
  const rows = factsOf(id).map((fact) => {
    const closes = all.map((at) => refusalOf(id, at)).filter((refusal) => refusal?.fact === fact);
    const who = offers.who?.[closes[0]?.who ?? ""] ?? "";
    return [sentence(sited(offers[fact]?.why)), sentence(sited(offers[fact]?.remedy)), who, String(closes.length)];
  });
  const head = ["Closed when", "Remedy", "Who can act", "Combinations"];
  return [`## ${names[id]}`, `Open in ${open} of ${all.length} combinations.`, table([head, ...rows])].join("\n\n");
}

/** The page as it should be. */
export function offersPage(): string {
  const count = (names: readonly string[]) => names.join(", ");
  return `${[
    "# Which procedure is open when",
    "",
    "Made by `scripts/write-offers.ts` from `lib/domain/offers/offers.ts`; a test compares them. The rows of each table are tried from the top: the first that holds is what the page says. That",
    "a procedure is open means that its plan may be made; what the plan's looks find may still stand against its start.",
    "",
    `Pool state: ${count(poolStates)}. Copy of \`mgc\` in each site, the best one: ${count(copyStates)}. Home's mirror: ${count(mirrorStates)}. Log shipping: ${count(shippingStates)}.`,
    "",
    (Object.keys(procedures) as ProcedureId[]).map(sectionOf).join("\n\n"),
  ].join("\n")}\n`;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  writeFileSync(pageFile, offersPage());
