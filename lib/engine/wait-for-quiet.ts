import type { Observed } from "#lib/domain/run/journal.ts";
import type { Act } from "#lib/domain/steps/step.ts";
import { type ActRun, silent } from "./act-run.ts";
import { noteSeen } from "./look.ts";
import { endShell, shellUnderWay, shellWaitMs } from "./shell-under-way.ts";

/**
 * What a console's earlier command still does on an act's target; null when nothing. "unknown": nobody here can tell, of a shell
 * (of a session nobody can tell only where the instance does not answer, and then the look at the act cannot tell either).
 */
export async function workUnderWay(run: ActRun, act: Act): Promise<Observed | null> {
  if (act.command?.kind === "powershell") return shellUnderWay(run, act);
  if (act.command?.kind !== "sql") return null;
  const quiet = await run.context(act.id, silent).ports.sql.quiet(act.target);
  if (quiet.kind !== "busy") return null;
  const percent = quiet.percent === null ? "not known" : String(quiet.percent);
  const { program, command } = quiet;
  return { state: "running", facts: { session: String(quiet.sessionId), program, command, percent } };
}

/**
 * Waits until what was started for an act is quiet (architecture 5.3). A pause and the end of the run hold here at once: what
 * goes on by itself stays in the journal as last seen. A shell still at work after its command's deadline is ended. Gives what
 * a person must know when nobody can tell whether it is quiet, else null. @throws RunStop
 */
export async function waitForQuiet(run: ActRun, act: Act): Promise<Observed | null> {
  const { clock } = run.context(act.id, silent).ports;
  const endAt = clock.monotonicMs() + shellWaitMs(run, act);
  for (;;) {
    let observed = await workUnderWay(run, act);
    if (observed?.state === "running" && clock.monotonicMs() >= endAt) observed = await endShell(run, act);
    if (!observed) return null;
    await noteSeen(run, act, { when: "resume", observed });
    if (observed.state !== "running") return observed;
    await run.journal.gate();
    await run.journal.pause();
  }
}
