/** For tests: everything that chance decides in one story, from its seed alone. */
export type Random = {
  /** True with this probability. */
  readonly chance: (probability: number) => boolean;
  /** A whole number from 0 to n-1. */
  readonly below: (n: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
  /** Milliseconds between two bounds, both included. */
  readonly ms: (least: number, most: number) => number;
};

/** Mulberry32: the same seed gives the same story on every machine. */
export function randomOf(seed: number): Random {
  let state = (seed * 0x9e3779b9) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number) => Math.floor(next() * n);
  return {
    chance: (probability) => next() < probability,
    below,
    pick: <T>(list: readonly T[]) => {
      const found = list[below(list.length)];
      if (found === undefined) throw new Error("nothing to pick from");
      return found;
    },
    ms: (least, most) => least + below(most - least + 1),
  };
}
