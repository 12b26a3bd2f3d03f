import { restoreWithRecovery } from "#lib/domain/commands/restore.ts";
import { showCommand } from "#lib/domain/commands/show-command.ts";
import { manifestOf } from "#lib/domain/report/manifest.ts";
import type { gateNames } from "#lib/domain/run/gate-names.ts";
import type { RunState } from "#lib/domain/run/run-state.ts";

type GateFacts = Readonly<Partial<Record<(typeof gateNames)[number], string>>>;

/** So many files are named; the rest is counted, and stands in the run's report. */
const named = 5;

/**
 * What is known when a person is asked for the point of no return: the command and where it runs, how far the copy's log reaches by the newest
 * listing of both folders, and the files that did not come along. Kept with the question, so that the journal says what was seen. Pure.
 * Source: design.md, J ("run-ponr", the gate).
 */
export function gateFacts(run: RunState, target: string): GateFacts {
  const command = { runs: showCommand(restoreWithRecovery(target, "mgc")), instance: target };
  const listed = manifestOf(run);
  if (!listed) return command;
  const last = listed.lastApplied ?? listed.files.findLast((file) => file.fate === "held-before");
  const missing = [...listed.files.filter((file) => file.fate === "not-applied"), ...listed.leftOut];
  return {
    ...command,
    applied: String(listed.files.filter((file) => file.fate === "applied").length),
    ...(last && { "complete-up-to": last.file, finished: last.finishDate, lsn: last.lastLsn }),
    "not-applied": [String(missing.length), ...missing.slice(0, named).map(({ file }) => file)].join(" · "),
  };
}
