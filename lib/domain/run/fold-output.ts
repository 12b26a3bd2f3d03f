import { showCommand } from "#lib/domain/commands/show-command.ts";
import type { OutputLine } from "#lib/domain/ports.ts";
import type { RunEvent } from "./journal.ts";

/** A line as the run page shows it; `nth` counts from 0 over the whole run, so that a reader can go on where he was. */
export type ShownLine = OutputLine & { readonly at: string; readonly stepId: string; readonly nth: number };

/** How many lines are kept, newest last; the rest is in the journal. */
const mostLines = 2_000;

export type OutputState = {
  readonly lines: readonly ShownLine[];
  /** Of the whole run, with those no longer kept. */
  readonly count: number;
  /** What the attempt under way of each act has written: its failure does not say it again. */
  readonly written: ReadonlyMap<string, readonly string[]>;
};

/** The output of a run of which nothing has been read. */
export const noOutput: OutputState = { lines: [], count: 0, written: new Map() };

/** Commands and what servers wrote, in the journal's order: evidence is verbatim. Folds the next events onto what was folded before. Pure. */
export function foldOutput(events: readonly RunEvent[], before: OutputState = noOutput): OutputState {
  const written = new Map(before.written);
  const added = events.flatMap((e) => linesOf(e, written).map((line) => ({ ...line, at: e.at })));
  if (added.length === 0) return { ...before, written };
  const numbered = added.map((line, i) => ({ ...line, nth: before.count + i }));
  return { lines: [...before.lines, ...numbered].slice(-mostLines), count: before.count + added.length, written };
}

type Line = OutputLine & { readonly stepId: string };

function linesOf(e: RunEvent, written: Map<string, readonly string[]>): readonly Line[] {
  switch (e.kind) {
    case "act-intended":
      written.delete(e.actId);
      if (!e.command) return [];
      return [{ source: e.command.target, level: "command", text: showCommand(e.command), stepId: e.stepId }];
    case "act-output": {
      written.set(e.actId, [...(written.get(e.actId) ?? []), ...e.lines.map((line) => line.text)]);
      return e.lines.filter((line) => line.level !== "command").map((line) => ({ ...line, stepId: e.stepId }));
    }
    case "act-succeeded":
      written.delete(e.actId);
      return [];
    case "act-failed": {
      const causes = e.error.causes.length > 0 ? e.error.causes : [{ message: e.error.message }];
      const known = written.get(e.actId) ?? [];
      return causes
        .filter((cause) => !known.includes(cause.message))
        .map((cause) => ({
          source: e.actId,
          level: "error" as const,
          text:
            "number" in cause && cause.number !== undefined ? `Msg ${cause.number}: ${cause.message}` : cause.message,
          stepId: e.stepId,
        }));
    }
    default:
      return [];
  }
}
