import type { Fingerprint } from "#lib/domain/commands/failback-observations.ts";
import { AppError } from "#lib/domain/errors.ts";
import { type RunState, resultOf } from "#lib/domain/run/run-state.ts";

const keys = ["lastIds", "messages", "newest", "content", "rooms", "principals", "poolId"] as const;

type Copy = { readonly actId: string; readonly instance: string };

/** Two copies of `mgc` held the same, by fingerprints that two acts of the run took. @throws AppError "refused" naming each difference */
export function compareFingerprints(
  run: RunState,
  { left, now }: { readonly left: Copy; readonly now: Copy },
): unknown {
  const before = resultOf(run, left.actId) as Fingerprint | undefined;
  const after = resultOf(run, now.actId) as Fingerprint | undefined;
  const differ = keys.filter((key) => before === undefined || before[key] !== after?.[key]);
  if (differ.length > 0)
    throw new AppError(
      "refused",
      `mgc on ${now.instance} is not what ${left.instance} held: ${differ.map((k) => `${k} ${after?.[k] ?? "unknown"} instead of ${before?.[k] ?? "unknown"}`).join(", ")}`,
    );
  return { equal: keys.length };
}
