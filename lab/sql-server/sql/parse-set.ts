import type { StatementBody } from "./ast-statement.ts";
import type { Cursor } from "./cursor.ts";
import { SqlError } from "./errors.ts";

const onOff = new Set(
  `NOCOUNT ANSI_NULLS ANSI_PADDING ANSI_WARNINGS ANSI_NULL_DFLT_ON ANSI_NULL_DFLT_OFF ANSI_DEFAULTS ARITHABORT ARITHIGNORE CONCAT_NULL_YIELDS_NULL
NUMERIC_ROUNDABORT QUOTED_IDENTIFIER XACT_ABORT IMPLICIT_TRANSACTIONS CURSOR_CLOSE_ON_COMMIT FMTONLY NOEXEC PARSEONLY FORCEPLAN NO_BROWSETABLE
REMOTE_PROC_TRANSACTIONS SHOWPLAN_ALL SHOWPLAN_TEXT SHOWPLAN_XML`.split(/\s+/),
);
const withValue = new Set(
  "LOCK_TIMEOUT TEXTSIZE ROWCOUNT LANGUAGE DATEFORMAT DATEFIRST DEADLOCK_PRIORITY QUERY_GOVERNOR_COST_LIMIT CONTEXT_INFO".split(
    " ",
  ),
);

export const isSetOptionWord = (p: Cursor): boolean => p.peek(1).kind === "word";

/** SET option …; the words come upper-case, a variable as it is written. */
export function parseSetOption(p: Cursor): StatementBody {
  p.next();
  const line = p.line;
  const first = p.next().text.toUpperCase();
  if (first === "TRANSACTION") return { kind: "set-option", words: [first, ...isolation(p)] };
  if (first === "STATISTICS" || first === "IDENTITY_INSERT") {
    const words = [first];
    while (!p.isWord("ON", "OFF")) {
      if (p.done) throw p.unexpected();
      words.push(p.next().text.toUpperCase());
    }
    return { kind: "set-option", words: [...words, p.next().text.toUpperCase()] };
  }
  if (onOff.has(first)) {
    const names = [first];
    while (p.acceptSymbol(",")) names.push(p.next().text.toUpperCase());
    const word = p.token.text.toUpperCase();
    p.expectWord("ON", "OFF");
    return { kind: "set-option", words: [...names, word] };
  }
  if (!withValue.has(first)) throw optionError(first, line);
  const sign = p.acceptSymbol("-") ? "-" : "";
  if (p.done) throw p.unexpected();
  const value = p.token.kind === "variable" ? p.variable() : p.next().text;
  return { kind: "set-option", words: [first, sign + value] };
}

function optionError(name: string, line: number) {
  return new SqlError({
    number: 195,
    message: `'${name}' is not a recognized SET option.`,
    line,
    class: 15,
    state: 5,
    abort: "batch",
  });
}

function isolation(p: Cursor): readonly string[] {
  p.expectWord("ISOLATION");
  p.expectWord("LEVEL");
  const words: string[] = [p.next().text.toUpperCase()];
  if (words[0] === "READ" || words[0] === "REPEATABLE") words.push(p.next().text.toUpperCase());
  return words;
}
