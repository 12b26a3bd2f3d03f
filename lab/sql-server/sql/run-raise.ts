import type { ServerEvent, SqlValue } from "#lab/sql-server/contract.ts";
import type { Statement } from "./ast-statement.ts";
import { SqlError, sqlError } from "./errors.ts";
import { evaluate } from "./evaluate.ts";
import type { Runtime } from "./runtime.ts";

/** RAISERROR: up to 10 a message, above an error. */
export function raise(statement: Extract<Statement, { kind: "raiserror" }>, runtime: Runtime): ServerEvent {
  const [what, level, errorState, ...args] = statement.args.map((arg) => evaluate(arg, runtime).value);
  const severity = Number(level ?? 16);
  const number = typeof what === "number" ? what : 50000;
  if (typeof what === "number" && (what < 13000 || what === 50000)) throw sqlError(2732, [what]);
  if (typeof what === "number")
    throw new SqlError({
      number: 18054,
      message: `Error ${what}, severity ${severity}, state ${Number(errorState ?? 1)} was raised, but no message with that error number was found in sys.messages.`,
      line: statement.line,
    });
  const message = format(String(what ?? ""), args);
  if (severity <= 10)
    return {
      kind: "info",
      number,
      state: Number(errorState ?? 1),
      class: severity,
      message,
      line: statement.line,
      flush: statement.nowait,
    };
  throw new SqlError({
    number,
    message,
    class: severity,
    state: Math.max(1, Number(errorState ?? 1)),
    line: statement.line,
  });
}

/** printf as RAISERROR knows it: %s %d %i %u %x %o %% with width. */
function format(template: string, args: readonly SqlValue[]): string {
  let at = 0;
  return template.replace(
    /%([-+0# ]*)(\d+|\*)?(?:\.(\d+|\*))?(?:l|h|I64)?([sdiuxXo%])/g,
    (whole, flags: string, width: string | undefined, precision: string | undefined, kind: string) => {
      if (kind === "%") return whole === "%%" ? "%" : whole;
      const value = args[at++] ?? null;
      if (value === null) return "(null)";
      let text =
        kind === "x"
          ? Number(value).toString(16)
          : kind === "X"
            ? Number(value).toString(16).toUpperCase()
            : kind === "o"
              ? Number(value).toString(8)
              : String(value);
      if (kind === "s" && precision !== undefined) text = text.slice(0, Number(precision));
      const size = Number(width ?? 0);
      return flags.includes("-") ? text.padEnd(size) : text.padStart(size, flags.includes("0") ? "0" : " ");
    },
  );
}
