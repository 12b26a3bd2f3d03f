import type { OutputLine } from "#lib/domain/ports.ts";

/** How a line of output is drawn. */
export function outputClass(line: Pick<OutputLine, "level">): string {
  if (line.level === "command") return "cmd";
  if (line.level === "error") return "err";
  return line.level === "warning" ? "wrn" : "";
}
