import type { Observed } from "#lib/domain/run/journal.ts";
import type { Act } from "#lib/domain/steps/step.ts";
import { type ActRun, silent } from "./act-run.ts";

export type When = "before" | "after" | "resume";

/** A server at work is journaled anew when it has come this much further. Per cent. */
const percentStep = 5;

/** Looks at an act's target and notes what it saw; a look that throws saw nothing: unknown. Read-only, safe to call twice. */
export async function look(run: ActRun, act: Act, when: When): Promise<Observed> {
  let seen: Observed;
  try {
    seen = await act.observe(run.context(act.id, silent));
  } catch (e) {
    seen = { state: "unknown", facts: { error: e instanceof Error ? e.message : String(e) } };
  }
  await noteSeen(run, act, { when, observed: seen });
  return seen;
}

/** Journals what was seen; that the same work goes on, a little further, is only shown. */
export async function noteSeen(
  run: ActRun,
  act: Act,
  seen: { readonly when: When; readonly observed: Observed },
): Promise<void> {
  const { when, observed } = seen;
  const place = { stepId: run.step.id, actId: act.id };
  const last = run.journal.state().acts.get(act.id)?.observations.at(-1);
  if (last?.when === when && isSameWork(last.observed, observed)) run.journal.show({ ...place, facts: observed.facts });
  else await run.journal.append({ kind: "act-observed", ...place, when, observed });
}

function isSameWork(last: Observed, now: Observed): boolean {
  if (last.state !== "running" || now.state !== "running") return false;
  const names = new Set([...Object.keys(last.facts), ...Object.keys(now.facts)]);
  return [...names].every((name) => {
    const [before, after] = [last.facts[name], now.facts[name]];
    return before === after || (name === "percent" && Math.abs(Number(after) - Number(before)) < percentStep);
  });
}
