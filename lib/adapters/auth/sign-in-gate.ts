/** So many tries, of which one comes back after each `everyMs`. */
type Budget = { readonly tries: number; readonly everyMs: number };
type Spent = { left: number; at: number };

export type Attempt = {
  readonly email: string;
  /** What the nearest proxy says, or null. It may be forged: it makes things fairer, nothing rests on it. */
  readonly address: string | null;
  /** A browser on which this account has signed in before (lib/adapters/auth/known-device.ts). */
  readonly deviceId: string | null;
};

/** A known browser is counted by itself: what strangers do never closes it. */
const device: Budget = { tries: 10, everyMs: 60_000 };
/** One address cannot use up what all strangers share. */
const address: Budget = { tries: 10, everyMs: 6_000 };
/** Strangers at one account, from wherever: a hundred guesses an hour are nothing against twelve characters. */
const account: Budget = { tries: 30, everyMs: 36_000 };
/** All strangers together: each try costs a password hash, and the console must go on serving. */
const everybody: Budget = { tries: 20, everyMs: 200 };
const mostKept = 20_000;

/**
 * Decides before any password is hashed whether a sign-in may be tried. Counts in memory, per process; `now` in milliseconds.
 * `admit` gives 0, or for how many seconds to come back later; `succeeded` gives the tries of a right password back.
 */
export function makeSignInGate(now: () => number = () => performance.now()) {
  const spent = new Map<string, Spent>();
  const leftOf = (key: string, budget: Budget): number => {
    const found = spent.get(key);
    if (found === undefined) return budget.tries;
    return Math.min(budget.tries, found.left + (now() - found.at) / budget.everyMs);
  };
  const take = (key: string, budget: Budget): void => {
    const left = leftOf(key, budget) - 1;
    spent.delete(key); // the newest stands last
    spent.set(key, { left, at: now() });
    for (const oldest of spent.keys()) {
      if (spent.size <= mostKept) break;
      spent.delete(oldest);
    }
  };
  const budgetsOf = (attempt: Attempt): readonly (readonly [string, Budget])[] => {
    const email = attempt.email.trim().toLowerCase().slice(0, 200);
    if (attempt.deviceId !== null) return [[`device ${attempt.deviceId} ${email}`, device]];
    return [
      [`address ${attempt.address ?? ""}`, address],
      [`account ${email}`, account],
      ["everybody", everybody],
    ];
  };
  return {
    admit: (attempt: Attempt): number => {
      const budgets = budgetsOf(attempt);
      const closed = budgets.filter(([key, budget]) => leftOf(key, budget) < 1);
      if (closed.length > 0)
        return Math.ceil(Math.max(...closed.map(([key, b]) => ((1 - leftOf(key, b)) * b.everyMs) / 1_000)));
      for (const [key, budget] of budgets) take(key, budget);
      return 0;
    },
    succeeded: (attempt: Attempt): void => {
      for (const [key] of budgetsOf(attempt)) if (key !== "everybody") spent.delete(key);
    },
  };
}
