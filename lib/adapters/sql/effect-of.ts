import type { Effect } from "#lib/domain/errors.ts";

/** What is known when a command failed. */
export type Failure = {
  /** `connect` and `lock`: the statement was never sent. */
  readonly phase: "connect" | "lock" | "statement";
  readonly text: string;
  /** True when the last word came from SQL Server itself (an error with a number), not from the line or a timer. */
  readonly answered: boolean;
  readonly numbers: readonly number[];
  readonly severity: number;
  /** True when the server had already reported pages, percent or another message. */
  readonly sawProgress: boolean;
};

const changing =
  /\b(BACKUP|RESTORE|ALTER|KILL|EXEC|EXECUTE|UPDATE|INSERT|DELETE|DROP|CREATE|DBCC|MERGE|TRUNCATE|WHILE)\b/gi;
const running = /\bEXEC(?:UTE)?\s*(?:\(|(?:\w+\.){0,2}\w*sp_executesql\b)/gi;
const procedure = /\bEXEC(?:UTE)?\s+(?:@\w+\s*=\s*)?\[?[A-Za-z]/i;
/** Raised before anything was touched: syntax, names, arguments, rights, and an Agent job that refuses (22022). */
const refusals = new Set([
  102, 105, 137, 156, 170, 201, 208, 214, 229, 262, 297, 300, 911, 2812, 8114, 8144, 8145, 8146, 14262, 15247, 22022,
]);

function hasOneChange(text: string): boolean {
  const bare = text.replace(/--[^\r\n]*/g, " ").replace(/\/\*[\s\S]*?\*\//g, " ");
  // EXEC (@s) and sp_executesql only carry the statement that their literals spell out
  const changes = bare.replace(running, " ").match(changing) ?? [];
  return changes.length <= 1;
}

/** Whether the server may have changed. `none` only when it refused, or was never reached; in doubt `unknown`. */
export function effectOf(failure: Failure): Effect {
  if (failure.phase !== "statement") return "none";
  if (!failure.answered || failure.severity >= 20) return "unknown";
  if (failure.sawProgress && failure.numbers.includes(3013)) return "unknown";
  const first = failure.numbers[0];
  if (!hasOneChange(failure.text)) return "unknown";
  const bare = failure.text.replace(running, " ");
  if (procedure.test(bare))
    return first !== undefined && refusals.has(first) && !failure.sawProgress ? "none" : "unknown";
  return "none";
}
