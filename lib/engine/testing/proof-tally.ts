import { writeFileSync } from "node:fs";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { movesIn } from "./stories/legal-states.ts";

/** What a proof has reached how often, for docs/proof.md. */
export type ProofTally = {
  readonly add: (key: string, times?: number) => void;
  readonly addAll: (counts: ReadonlyMap<string, number>) => void;
  /** Every act, question, answer and change of status of one journal. */
  readonly journal: (events: readonly RunEvent[]) => void;
  /** Says how far it is, for whoever waits (`npm run proof`). */
  readonly at: (what: string) => void;
  /** Hands the counts to `npm run proof`; under vitest alone they go nowhere. */
  readonly save: () => void;
};

/** An empty tally; the environment says where it goes. */
export function proofTally(env: Readonly<Record<string, string | undefined>>): ProofTally {
  const counts = new Map<string, number>();
  const { PROOF_TALLY: tallyFile, PROOF_PROGRESS: progressFile } = env;
  const add = (key: string, times = 1) => void counts.set(key, (counts.get(key) ?? 0) + times);
  return {
    add,
    addAll: (more) => {
      for (const [key, n] of more) add(key, n);
    },
    journal: (events) => {
      for (const key of reached(events)) add(key);
    },
    at: (what) => {
      if (progressFile) writeFileSync(progressFile, what);
    },
    save: () => {
      if (tallyFile) writeFileSync(tallyFile, JSON.stringify(Object.fromEntries(counts)));
    },
  };
}

/** Acts carried out, questions, answers and changes of status. */
export const reached = (events: readonly RunEvent[]): readonly string[] => [
  ...events.flatMap(saidBy),
  ...movesIn(events).map(([from, to]) => `transition ${from} → ${to}`),
];

function saidBy(e: RunEvent): readonly string[] {
  switch (e.kind) {
    case "act-intended":
      return [`act ${kindOf(e.actId)}`];
    case "decision-asked":
      return [`decision ${e.decision.kind}`];
    case "decision-taken":
      return [`choice ${e.choice}`];
    default:
      return [];
  }
}

/** An act's id without the file, instance or server it is about. */
function kindOf(actId: string): string {
  const [first = "", second = ""] = actId.split(":");
  return ["undo", "rehearse"].includes(first) ? `${first}:${second}` : first;
}
