import type { OutputLine } from "#lib/domain/ports.ts";
import type { Act } from "#lib/domain/steps/step.ts";
import type { ActRun } from "./act-run.ts";

/** Lines are journaled in chunks, not one by one. */
const outputEveryMs = 250;
const silent = () => undefined;

/** Gathers what a server writes during an act; `end` resolves when all of it is durable. */
export function collectOutput(run: ActRun, act: Act) {
  let lines: OutputLine[] = [];
  let writing = Promise.resolve();
  const flush = () => {
    if (lines.length === 0) return;
    const now = lines;
    lines = [];
    writing = writing.then(() =>
      run.journal.append({ kind: "act-output", stepId: run.step.id, actId: act.id, lines: now }),
    );
    writing.catch(silent);
  };
  const timer = setInterval(flush, outputEveryMs);
  return {
    add: (line: OutputLine) => void lines.push(line),
    end: async () => {
      clearInterval(timer);
      flush();
      await writing;
    },
  };
}
