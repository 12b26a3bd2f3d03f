import type { Attestation } from "#lib/domain/run/journal.ts";
import type { RunState } from "#lib/domain/run/run-state.ts";
import { attestationFor } from "#lib/domain/steps/shared-checks.ts";
import type { Vote } from "./vote.ts";

/** What a person saw with his own eyes, per instance; null: nobody has said anything. It counts only as rule 1 counts it. */
export type OwnEyes = { readonly instance: string; readonly word: Attestation | null };
/** A fencing sheet as it is shown: on a plan nobody has said anything yet. */
export type FencingView = { readonly votes: readonly Vote[]; readonly eyes: readonly OwnEyes[] };

/** A run's newest sheet with the newest word of a person beside it; null while none was taken. Pure. */
export function sheetOf(run: RunState, opposite: readonly string[]): FencingView | null {
  if (run.sheet.votes.length === 0) return null;
  return {
    votes: run.sheet.votes,
    eyes: opposite.map((instance) => ({ instance, word: attestationFor(run, instance) })),
  };
}
