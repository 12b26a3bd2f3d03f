import {
  monitorPrimaryQuery,
  monitorPrimaryRow,
  monitorSecondaryQuery,
  monitorSecondaryRow,
} from "#lib/domain/commands/queries/log-shipping-monitor.ts";
import { logShippingLags, stampOf } from "#lib/domain/health/log-shipping-lags.ts";
import { holdsCopy } from "#lib/domain/health/verdict.ts";
import type { FileEntry, Ports } from "#lib/domain/ports.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import type { LogShippingView } from "#lib/domain/views/overview-view.ts";

/**
 * Reads the monitor rows of both sites' own instances (each server keeps its own, so a dead monitor hides nothing).
 * Safe to call twice.
 * @throws the first error when no secondary's row was found and not every instance of the other site answered
 */
export async function readLogShipping(
  ports: Pick<Ports, "sql" | "clock">,
  pool: Pool,
  newestOnShare: string | null,
): Promise<NonNullable<LogShippingView["value"]>> {
  const named = (site: "home" | "other") => pool.instances.filter((each) => each.site === site && holdsCopy(each));
  const [home, other] = await Promise.all([
    Promise.allSettled(named("home").map((each) => ports.sql.read(monitorPrimaryQuery(each.name), monitorPrimaryRow))),
    Promise.allSettled(
      named("other").map((each) => ports.sql.read(monitorSecondaryQuery(each.name), monitorSecondaryRow)),
    ),
  ]);
  const secondaries = other.flatMap(rowsOf);
  const failure = other.find((each) => each.status === "rejected");
  if (secondaries.length === 0 && failure !== undefined) throw failure.reason;
  const primaryRows = home.flatMap(rowsOf);
  // A silent home instance may hold the newer row: without any row, home counts as silent, not as unconfigured.
  const isSilent = primaryRows.length === 0 && home.some((each) => each.status === "rejected");
  const primaries = isSilent ? null : primaryRows;
  return logShippingLags({ primaries, secondaries, newestOnShare, now: ports.clock.now().toISOString() });
}

/** Newest finished log backup of a listing by the stamp in its name; null when there is none. */
export function newestLogBackup(entries: readonly FileEntry[]): string | null {
  let newest: { name: string; stamp: number } | null = null;
  for (const { name } of entries) {
    const stamp = stampOf(name);
    if (stamp !== null && (newest === null || stamp > newest.stamp)) newest = { name, stamp };
  }
  return newest?.name ?? null;
}

function rowsOf<T>(result: PromiseSettledResult<readonly T[]>): readonly T[] {
  return result.status === "fulfilled" ? result.value : [];
}
