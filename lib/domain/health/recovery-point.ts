import { recoveryPointSeconds, stampOf } from "./log-shipping-lags.ts";
import type { HealthReadings } from "./readings.ts";

/** Chat that would be lost if home died now. */
export type RecoveryPoint = {
  /** Null: not known. */
  readonly seconds: number | null;
  /** The last log backup that the other copy can apply, where the chain is broken behind it; null: the chain holds. */
  readonly brokenAfter: string | null;
};

/**
 * Backup lag and copy lag, as long as what was copied can be applied. Behind a break in the chain nothing can: then everything since the
 * last file before it would be lost, by the stamps of files that one server named. Pure.
 */
export function recoveryPointOf(seen: Pick<HealthReadings, "logShipping" | "chain">): RecoveryPoint {
  const seconds = recoveryPointSeconds(seen.logShipping);
  const lags = seen.logShipping.value;
  const brokenAfter = lags === null || lags.removed ? null : endOfBrokenChain(seen);
  if (brokenAfter === null) return { seconds, brokenAfter };
  const [last, newest] = [stampOf(brokenAfter), stampOf(lags?.lastBackupFile ?? null)];
  if (seconds === null || lags?.backupLagSeconds == null || last === null || newest === null)
    return { seconds: null, brokenAfter };
  return { seconds: Math.max(seconds, lags.backupLagSeconds + Math.floor((newest - last) / 1_000)), brokenAfter };
}

/** Where nothing leads on from the copy itself, it ends with what was restored last. */
function endOfBrokenChain({ chain, logShipping }: Pick<HealthReadings, "logShipping" | "chain">): string | null {
  if (chain.value === null || chain.error !== null || chain.value.unread > 0) return null;
  if (!chain.value.problems.some(({ weight }) => weight === "broken")) return null;
  return chain.value.lastFile ?? logShipping.value?.lastRestoredFile ?? "";
}
