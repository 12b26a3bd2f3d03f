import { secondsBetween } from "#components/ui/seconds-between.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";

/** What protects a pool that is home again, by the checks that prove it. */
const protecting = [
  "pool-state",
  "active-servers",
  "one-writable-copy",
  "mirror-synchronized",
  "witness-connected",
  "compliance-mirrored",
  "round-trip",
  "as-before",
  "test-message",
] as const;

export type BackHome = {
  /** Both copies said the same before home opened; false: the run never came so far. */
  readonly isProvenEqual: boolean;
  /** From stopping chat in the other site until home's servers were active; null while one of them is missing. */
  readonly offlineSeconds: number | null;
  /** Checks whose newest look passed. */
  readonly proven: readonly string[];
  /** Checks that were looked at and did not pass; steps left out or never reached; what a person left open. */
  readonly open: {
    readonly checks: readonly string[];
    readonly steps: readonly string[];
    readonly isStrandedWaived: boolean;
    readonly isMirrorShippingOpen: boolean;
  };
};

/** A failback's result, read from its run. Pure. */
export function backHome(run: Pick<RunView, "steps" | "takenDecisions">): BackHome {
  const { steps } = run;
  const newest = new Map<string, string>();
  for (const step of steps) for (const { checkId, verdict } of step.findings) newest.set(checkId, verdict);
  const took = (choice: string) => run.takenDecisions.some((taken) => taken.choice === choice);
  const at = (id: string) => steps.find((step) => step.id === id);
  const back = ["return-pool-state", "return-active-servers"].map((id) => at(id)?.finishedAt ?? null);
  const last = back.includes(null) ? null : (back.sort().at(-1) ?? null);
  return {
    isProvenEqual: steps.some((s) => s.acts.some((act) => act.id === "fingerprints-equal" && act.status === "done")),
    offlineSeconds: secondsBetween(at("stop-other-chat")?.startedAt ?? null, last),
    proven: protecting.filter((id) => newest.get(id) === "pass"),
    open: {
      checks: [...newest].flatMap(([id, verdict]) => (verdict === "pass" ? [] : [id])),
      steps: steps.flatMap((step) => (step.status === "done" ? [] : [step.id])),
      isStrandedWaived: took("waive"),
      isMirrorShippingOpen: took("leave-open"),
    },
  };
}
