import type { Observed } from "#lib/domain/run/journal.ts";
import type { Act } from "#lib/domain/steps/step.ts";
import { type ActRun, silent } from "./act-run.ts";
import { noteSeen } from "./look.ts";

/** What a console's earlier statement still does on an act's target, or null when nothing, or when nobody can tell. */
export async function workUnderWay(run: ActRun, act: Act): Promise<Observed | null> {
  if (act.command?.kind !== "sql") return null;
  const quiet = await run.context(act.id, silent).ports.sql.quiet(act.target);
  if (quiet.kind !== "busy") return null;
  const percent = quiet.percent === null ? "not known" : String(quiet.percent);
  const { program, command } = quiet;
  return { state: "running", facts: { session: String(quiet.sessionId), program, command, percent } };
}

/**
 * Waits until what was started on an act's target is quiet (architecture 5.3). A pause and the end of the run hold here at
 * once: what goes on by itself on the server stays in the journal as last seen. @throws RunStop
 */
export async function waitForQuiet(run: ActRun, act: Act): Promise<void> {
  for (;;) {
    const observed = await workUnderWay(run, act);
    if (!observed) return;
    await noteSeen(run, act, { when: "resume", observed });
    await run.journal.gate();
    await run.journal.pause();
  }
}
