import type { Attestation, Decision } from "#lib/domain/run/journal.ts";
import { type Answer, attested, type Bench } from "#lib/engine/testing/engine-bench.ts";

/** What somebody answers who wants the run to come to its end, and takes no short way. */
const answers: Partial<Record<Decision["kind"], string>> = {
  "resume-after-interruption": "resume",
  "effect-unknown": "retry",
  "act-failed": "retry",
  "monitor-dead": "retry",
  "check-failed": "retry",
  "found-done": "take-as-done",
  "home-still-answers": "retry",
  "loss-not-proven-nothing": "look-again",
  "gap-in-chain": "search-again",
  "share-unreachable": "retry",
  "point-of-no-return": "confirm",
  "stranded-messages": "waive",
  "restore-over-home": "confirm-restore",
  "reseed-other": "confirm-reseed",
  "ship-from-mirror": "do-now",
};

type Known = Pick<Bench, "clock"> & { readonly servers: Pick<Bench["servers"], "reach"> };

/** These answers, with others by kind; says of home only what is so: an instance that answers is not attested to be off. */
export const persevering =
  (others: typeof answers = {}) =>
  (decision: Decision, bench: Known): Answer | null => {
    const choice = others[decision.kind] ?? answers[decision.kind];
    if (choice === undefined) return null;
    const isOff = ({ instance }: Attestation) => bench.servers.reach.get(instance) === "unreachable";
    return { choice, attestations: attested(bench).filter(isOff) };
  };
