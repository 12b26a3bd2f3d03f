import type { DecisionKind } from "#lib/domain/run/journal.ts";

/** Where a situation comes from, what meets it, and the test that has seen it: a file and the beginning of one of its sentences. */
export type Situation = {
  readonly what: string;
  readonly from: string;
  /** A decision, or in words what happens without one. */
  readonly meets: DecisionKind | { readonly without: string };
  readonly seen: readonly [file: string, sentence: string];
};

/** A test of the engine, and one over the lab's protocols. */
export const engine = (name: string) => `lib/engine/${name}.test.ts`;
export const faults = (name: string) => `e2e/engine/faults/${name}.test.ts`;

/** Every kind of question: one that no row meets would not compile away here, and is a red test. */
export const kinds = {
  "point-of-no-return": true,
  "gap-in-chain": true,
  "unreadable-file": true,
  "share-unreachable": true,
  "home-still-answers": true,
  "monitor-dead": true,
  "act-failed": true,
  "effect-unknown": true,
  "check-failed": true,
  "found-done": true,
  "audit-database-down": true,
  "undo-fence": true,
  "resume-after-interruption": true,
  "home-returned": true,
  "stranded-messages": true,
  "restore-over-home": true,
  "reseed-other": true,
  "ship-from-mirror": true,
  "loss-not-proven-nothing": true,
  "loss-larger-than-signed": true,
} as const satisfies Readonly<Record<DecisionKind, true>>;
