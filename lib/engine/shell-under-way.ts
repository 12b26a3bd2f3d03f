import type { Observed } from "#lib/domain/run/journal.ts";
import type { Act } from "#lib/domain/steps/step.ts";
import { type ActRun, silent } from "./act-run.ts";

/** Whether the process that carried an act's last attempt is still there; null when it is gone or nothing left the console. */
export async function shellUnderWay(run: ActRun, act: Act): Promise<Observed | null> {
  const carrier = carrierOf(run, act);
  if (carrier === null) return null;
  const quiet = await run.context(act.id, silent).ports.shell.quiet(carrier.process);
  if (quiet.kind === "quiet") return null;
  const facts = factsOf(run, act);
  if (quiet.kind === "busy") return { state: "running", facts };
  return { state: "unknown", facts: { ...facts, error: quiet.message } };
}

/**
 * How much longer the process of an act's cmdlet is waited for, in milliseconds; infinite where there is none. The console's clock
 * tells only how much of the deadline has passed already, and never adds to it.
 */
export function shellWaitMs(run: ActRun, act: Act): number {
  const carrier = carrierOf(run, act);
  const { command } = act;
  if (carrier === null || command?.kind !== "powershell") return Number.POSITIVE_INFINITY;
  const passed = run.context(act.id, silent).ports.clock.now().getTime() - Date.parse(carrier.at);
  return command.deadlineMs - Math.min(Math.max(passed, 0), command.deadlineMs);
}

/** Ends the process that outlived its command's deadline and journals that; null when it is gone, else why nobody can tell. */
export async function endShell(run: ActRun, act: Act): Promise<Observed | null> {
  const carrier = carrierOf(run, act);
  if (carrier === null) return null;
  const { processId, host } = carrier.process;
  const seconds = act.command?.deadlineMs ? ` of ${act.command.deadlineMs / 1_000} s` : "";
  const text = `process ${processId} on ${host} is ended: ${act.command?.text ?? act.id} has outlived its deadline${seconds}`;
  const lines = [{ source: "management shell", level: "warning" as const, text }];
  await run.journal.append({ kind: "act-output", stepId: run.step.id, actId: act.id, lines });
  const quiet = await run.context(act.id, silent).ports.shell.end(carrier.process);
  if (quiet.kind === "quiet") return null;
  const error = quiet.kind === "busy" ? `process ${processId} on ${host} still runs after it was ended` : quiet.message;
  return { state: "unknown", facts: { ...factsOf(run, act), error } };
}

function carrierOf(run: ActRun, act: Act) {
  return run.journal.state().acts.get(act.id)?.carrier ?? null;
}

function factsOf(run: ActRun, act: Act): Readonly<Record<string, string>> {
  const carrier = carrierOf(run, act);
  if (carrier === null) return {};
  const { processId, host } = carrier.process;
  return { process: `${processId} on ${host}`, since: carrier.at, cmdlet: act.command?.text ?? "" };
}
