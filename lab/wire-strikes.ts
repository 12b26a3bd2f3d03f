/**
 * What becomes of one request. "refused": an error, and nothing done. "lost-before": the line breaks and nothing is done. "lost-during": it breaks, and
 * what was asked is carried out a few seconds later. "lost-after": it breaks when all is done, before the answer.
 */
export const strikeHows = ["refused", "lost-before", "lost-during", "lost-after"] as const;
export type StrikeHow = (typeof strikeHows)[number];
/** Strikes the first request that fits, and no other. */
export type Strike = { readonly target: string; readonly pattern: string; readonly how: StrikeHow };

/** How long the server works on after the line broke. Milliseconds. */
export const workMs = 4_000;

/** The strikes that wait for their request. */
export class WireStrikes {
  #waiting: readonly Strike[] = [];

  /** Puts these in the place of whatever still waits. */
  set(strikes: readonly Strike[]): void {
    this.#waiting = strikes;
  }

  /** What becomes of a request, of which `whole` is everything that may be matched; null when it goes through. */
  take(target: string, whole: string): StrikeHow | null {
    const fits = (s: Strike) =>
      s.target.toLowerCase() === target.toLowerCase() && whole.toLowerCase().includes(s.pattern.toLowerCase());
    const strike = this.#waiting.find(fits);
    if (strike === undefined) return null;
    this.#waiting = this.#waiting.filter((s) => s !== strike);
    return strike.how;
  }
}
