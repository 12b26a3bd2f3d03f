import type { Vote } from "#lib/domain/fencing/vote.ts";

/** The newest fencing sheet of a run; `answered`: when an instance last answered one, ISO UTC by its name. */
export type SheetState = { readonly votes: readonly Vote[]; readonly answered: Readonly<Record<string, string>> };

export const noVotes: SheetState = { votes: [], answered: {} };

/** A run's sheet after one more was taken. That SQL Server answered is kept also when the next sheet finds it silent. Pure. */
export function foldVotes(before: SheetState, votes: readonly Vote[]): SheetState {
  const spoke = votes.filter((v) => v.witness === "login" && v.says !== "no-proof");
  return { votes, answered: { ...before.answered, ...Object.fromEntries(spoke.map((v) => [v.subject, v.at])) } };
}
