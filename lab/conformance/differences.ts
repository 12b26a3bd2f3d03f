import type { Outcome, SeenSet } from "./outcome.ts";
import type { Cell, ExpectedSet, Statement } from "./statement.ts";

/** A cell as every client can show it. */
function plain(cell: Cell): string {
  if (cell === null) return "NULL";
  const text = String(cell);
  const number = /^-?\d*\.?\d+(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(number) || (Number.isFinite(number) && /[.e]/i.test(text))
    ? String(number)
    : text.trimEnd();
}

const rowText = (row: readonly Cell[]): string => row.map(plain).join(" | ");

function columnDifferences(expected: string, seen: SeenSet): readonly string[] {
  const wanted = splitColumns(expected);
  if (wanted.length !== seen.names.length) return [`${wanted.length} columns expected, ${seen.names.length} came`];
  return wanted.flatMap(({ name, type }, at) => {
    const own = seen.names[at] ?? "";
    if (own !== name) return [`column ${at + 1} is called "${own}", not "${name}"`];
    const shown = seen.types?.[at];
    if (shown === undefined || type === "") return [];
    const same = /[!?]$/.test(type) ? shown === type : shown.slice(0, -1) === type;
    return same ? [] : [`column ${name} is ${shown}, not ${type}`];
  });
}

/** "a int!, b numeric(5,2)": at commas outside brackets. The last word is the type, if it looks like one; a column may have no name. */
export function splitColumns(text: string): readonly { readonly name: string; readonly type: string }[] {
  return text.split(/,(?![^(]*\))/).map((part) => {
    const found = /^(.*?)\s?([a-z][a-z0-9]*(?:\([^)]*\))?[!?]?)$/.exec(part.replace(/^ (?=.* )/, ""));
    const [, name = "", type = ""] = found && typeNames.test(found[2] ?? "") ? found : [null, part.trim(), ""];
    return { name: name.trim(), type };
  });
}

const typeNames =
  /^(int|bigint|smallint|tinyint|bit|float|real|datetime|smalldatetime|date|uniqueidentifier|datetime2|numeric|n?(var)?char|varbinary)\b/;

function setDifferences(expected: ExpectedSet, seen: SeenSet, at: number): readonly string[] {
  const told = expected.columns === null ? [] : columnDifferences(expected.columns, seen);
  const rows = expected.rows;
  if (rows === undefined) return told;
  const wanted = rows.map(rowText);
  const own = seen.rows.map(rowText);
  if (wanted.join("\n") === own.join("\n")) return told;
  return [...told, `set ${at + 1}: rows ${JSON.stringify(wanted)} expected, ${JSON.stringify(own.slice(0, 5))} came`];
}

function inOrder(wanted: readonly number[], seen: readonly number[]): boolean {
  let at = 0;
  for (const number of seen) if (number === wanted[at]) at += 1;
  return at === wanted.length;
}

function allSetDifferences({ expect }: Statement, outcome: Outcome): readonly string[] {
  const sets = expect.sets ?? [];
  const isCutOff = (expect.errors ?? []).length > 0 && sets.every((set) => set.rows?.length === 0);
  // A set that an error cut off before its first row is told by some clients and not by others.
  const seen = outcome.sets.filter((set, at) => at < sets.length || set.rows.length > 0 || !expect.errors);
  if (sets.length !== seen.length)
    return isCutOff && seen.length === 0 ? [] : [`${sets.length} result sets expected, ${seen.length} came`];
  return sets.flatMap((set, at) => (seen[at] ? setDifferences(set, seen[at], at) : []));
}

/** Headings and rows as text; a heading or rows that nobody looks at match anything. */
function lineDifferences(sets: readonly ExpectedSet[], seen: readonly (readonly Cell[])[]): readonly string[] {
  let at = 0;
  for (const [index, { columns, rows }] of sets.entries()) {
    const heading = seen[at]?.map((name) => name ?? "NULL").join(" | ");
    const isGone = heading === undefined && rows?.length === 0;
    if (isGone) continue;
    const wanted =
      columns === null
        ? heading
        : splitColumns(columns)
            .map(({ name }) => name)
            .join(" | ");
    if (heading !== wanted) return [`heading of set ${index + 1}: "${wanted}" expected, "${heading}" came`];
    at += 1;
    if (rows === undefined) return [];
    const own = seen.slice(at, at + rows.length).map(rowText);
    if (own.join("\n") !== rows.map(rowText).join("\n"))
      return [`set ${index + 1}: rows ${JSON.stringify(rows.map(rowText))} expected, ${JSON.stringify(own)} came`];
    at += rows.length;
  }
  return at < seen.length
    ? [
        `${seen.length - at} more lines than expected: ${seen
          .slice(at, at + 3)
          .map(rowText)
          .join("; ")}`,
      ]
    : [];
}

/** Every way in which what came is not what the file says; empty when it is the same. */
export function differences(statement: Statement, outcome: Outcome, tells: "all" | "text"): readonly string[] {
  const { expect } = statement;
  const told: string[] = [];
  const wanted = expect.errors ?? [];
  const numbers = outcome.errors.map((error) => error.number);
  if (wanted.map((error) => error.number).join() !== numbers.join()) {
    const texts = outcome.errors.map((error) => `${error.number} ${error.message}`).join("; ");
    return [
      `errors ${JSON.stringify(wanted.map((error) => error.number))} expected, ${JSON.stringify(numbers)} came ${texts}`,
    ];
  }
  for (const [index, error] of wanted.entries())
    for (const key of ["line", "state", "class"] as const) {
      const own = outcome.errors[index]?.[key];
      if (error[key] !== undefined && error[key] !== own)
        told.push(`error ${error.number} has ${key} ${own}, not ${error[key]}`);
    }
  told.push(
    ...(outcome.lines ? lineDifferences(expect.sets ?? [], outcome.lines) : allSetDifferences(statement, outcome)),
  );
  if (!inOrder(expect.infos ?? [], outcome.infos))
    told.push(`messages ${expect.infos?.join()} expected, ${outcome.infos.join()} came`);
  if (tells === "all") {
    if (expect.returns !== undefined && expect.returns !== outcome.returns)
      told.push(`return code ${expect.returns} expected, ${outcome.returns} came`);
    for (const [name, value] of Object.entries(expect.outputs ?? {}))
      if (plain(outcome.outputs[name] ?? null) !== plain(value))
        told.push(`@${name} is ${outcome.outputs[name]}, not ${value}`);
  }
  return told;
}
