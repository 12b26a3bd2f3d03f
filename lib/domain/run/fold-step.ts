import type { RunEvent } from "./journal.ts";
import type { StepState } from "./run-state.ts";

type StepEvent = Extract<RunEvent, { readonly kind: "step-entered" | "check-recorded" | "step-finished" }>;

/** A step after one more of its events; undefined while it was not entered. Pure. */
export function foldStep(step: StepState | undefined, e: StepEvent): StepState | undefined {
  if (e.kind === "step-entered") return step ?? { status: "running", startedAt: e.at, finishedAt: null, findings: [] };
  if (!step) return undefined;
  if (e.kind === "step-finished") return { ...step, status: e.outcome, finishedAt: e.at };
  const others = step.findings.filter((f) => !(f.checkId === e.finding.checkId && f.phase === e.phase));
  return { ...step, findings: [...others, { ...e.finding, phase: e.phase }] };
}
