import type { RunView } from "./run-view.ts";

/** So many lines stay on the page; what is older stands in the report. */
const mostLines = 2_000;

/** The run as just read, whose output begins where the page's ended: no line is lost, none stands twice. */
export function withLines(before: RunView, read: RunView): RunView {
  const first = read.output[0]?.nth ?? Number.POSITIVE_INFINITY;
  const older = before.output.filter((line) => line.nth < first);
  // Between what the page had and what was read lines are missing: they would stand as if nothing had been between them.
  const isGap = read.output.length > 0 && older.length > 0 && older.at(-1)?.nth !== first - 1;
  return { ...read, output: isGap ? read.output : [...older, ...read.output].slice(-mostLines) };
}
