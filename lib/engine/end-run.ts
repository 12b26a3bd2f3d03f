import type { RunEventBody } from "#lib/domain/run/journal.ts";
import { lossAtEnd } from "#lib/domain/run/loss.ts";
import { RunStop } from "./engine-deps.ts";
import { readErrorLogs } from "./read-error-logs.ts";
import type { StepRun } from "./step-run.ts";

type End = Omit<Extract<RunEventBody, { readonly kind: "run-finished" }>, "loss">;

/**
 * Writes what the instances' own error logs say of the run, then its end with the row's last columns. Safe to call again after a crash.
 * @throws RunStop "aborted" when a person asked for that meanwhile: then the run does not end as anything else
 */
export async function endRun({ journal, deps }: StepRun, end: Omit<End, "kind">): Promise<void> {
  for (const log of await readErrorLogs(deps.ports, journal.state())) await journal.append(log);
  if (end.outcome !== "aborted" && (await journal.refresh()).abortRequested) throw new RunStop("aborted");
  const finishedAt = deps.ports.clock.now().toISOString();
  const row = lossAtEnd(journal.state());
  const loss = { fewest: row.lossFewest, most: row.lossMost };
  await journal.append({ kind: "run-finished", ...end, loss }, { finishedAt, ...row });
}
