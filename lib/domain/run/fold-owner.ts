import type { RunEvent } from "./journal.ts";
import type { RunState } from "./run-state.ts";

/** How long an owner may refuse before who asked may take the run. Milliseconds. */
export const refusalWindowMs = 60_000;

/** A person of the console; `id` is null in a journal written before runs had owners: then the name counts. */
export type Owner = { readonly name: string; readonly id: string | null };

/** The owner offers the run, or another operator asks for it; `at` is ISO UTC. At most one of them at a time. */
export type HandOver = {
  readonly kind: "offered" | "asked";
  readonly name: string;
  readonly id: string;
  readonly at: string;
  readonly reason: string;
};

type OwnerEvent = Extract<RunEvent, { readonly kind: `hand-over-${string}` | `take-over-${string}` | "owner-changed" }>;

/** Whether a person owns the run. Exactly one person does, from its start to its end. */
export function isOwner(owner: Owner, person: { readonly name: string; readonly id: string }): boolean {
  return owner.id === null ? owner.name === person.name : owner.id === person.id;
}

/** When who asked may take the run without an answer, in milliseconds since 1970. */
export function mayTakeFrom(handOver: HandOver): number {
  return Date.parse(handOver.at) + refusalWindowMs;
}

/** A run after one more event about its owner. What does not fit changes nothing: an offer by somebody else, an answer to nothing, a change that nobody offered. Pure. */
export function foldOwner(run: RunState, e: OwnerEvent): RunState {
  const person = { name: e.person, id: e.personId };
  switch (e.kind) {
    case "hand-over-offered":
    case "take-over-asked": {
      const kind = e.kind === "hand-over-offered" ? "offered" : "asked";
      if (isOwner(run.owner, person) !== (kind === "offered")) return run;
      return { ...run, handOver: { kind, ...person, at: e.at, reason: e.reason } };
    }
    case "hand-over-withdrawn":
    case "take-over-refused":
      return isOwner(run.owner, person) ? { ...run, handOver: null } : run;
    case "owner-changed":
      return fits(run.handOver, e) ? { ...run, owner: person, handOver: null } : run;
  }
}

/** Two who take an offered run at once, or one whose wish was refused meanwhile: the journal's order says who has it. */
function fits(handOver: HandOver | null, e: Extract<OwnerEvent, { readonly kind: "owner-changed" }>): boolean {
  if (handOver === null) return false;
  if (e.how === "offered") return handOver.kind === "offered";
  if (handOver.kind !== "asked" || handOver.id !== e.personId) return false;
  return e.how === "agreed" || Date.parse(e.at) >= mayTakeFrom(handOver);
}
