// A run in which a fault strikes every act once, each at the wire; and a person who knows what the servers did.
import type { Strike, StrikeHow } from "#lab/wire-strikes.ts";
import type { Bench } from "./bench.ts";
import { answerAs, type Target, untilEnd } from "./kill-story.ts";

export const strikesAt = (targets: readonly Target[], how: StrikeHow): readonly Strike[] =>
  targets.map(({ target, pattern }) => ({ target, pattern, how }));

/** Whether what is struck like this came to its effect. */
export const takesEffect = (how: StrikeHow) => how === "lost-during" || how === "lost-after";

/** Answers whatever is asked, true to what the servers did, until the run is over. Gives what was asked. */
export function toTheEndStruck(bench: Bench, runId: string, how: StrikeHow): Promise<readonly string[]> {
  const preferred = takesEffect(how) ? "take-as-done" : "retry";
  return untilEnd(bench, runId, (asked) => answerAs(bench, runId, asked, [preferred]), 600_000);
}

/** The targets of which no request was struck. */
export async function notStruck(bench: Bench, targets: readonly Target[]): Promise<readonly string[]> {
  const struck = (await bench.lab.wire()).filter((e) => e.struck !== null);
  const whole = struck.map((e) => `${e.target} ${e.program} ${e.text} ${JSON.stringify(e.parameters)}`.toLowerCase());
  return targets
    .filter(
      ({ target, pattern }) =>
        !whole.some((w) => w.startsWith(target.toLowerCase()) && w.includes(pattern.toLowerCase())),
    )
    .map((t) => t.act);
}
