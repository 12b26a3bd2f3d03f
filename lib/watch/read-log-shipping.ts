import type { z } from "zod";
import {
  monitorPrimaryQuery,
  monitorPrimaryRow,
  monitorSecondaryQuery,
  monitorSecondaryRow,
} from "#lib/domain/commands/queries/log-shipping-monitor.ts";
import { StepError } from "#lib/domain/errors.ts";
import { bareName, logShippingLags, stampOf } from "#lib/domain/health/log-shipping-lags.ts";
import { holdsCopy } from "#lib/domain/health/verdict.ts";
import type { FileEntry, Ports, SqlQuery } from "#lib/domain/ports.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import type { LogShippingView } from "#lib/domain/views/overview-view.ts";

/** More than a day of log backups every five minutes. */
const keptSights = 400;

/**
 * Reads the monitor rows of both sites' own instances (each server keeps its own, so a dead monitor hides nothing).
 * Safe to call twice.
 * @throws the first error when no secondary's row was found and not every instance of the other site answered
 */
export async function readLogShipping(
  ports: Pick<Ports, "sql" | "clock">,
  pool: Pool,
  newestOnShare: string | null,
  sights: FileSights = new FileSights(),
  isDead: (name: string) => boolean = () => false,
): Promise<NonNullable<LogShippingView["value"]>> {
  const named = (site: "home" | "other") => pool.instances.filter((each) => each.site === site && holdsCopy(each));
  // Who is known to be silent is not waited for: its own loop says when it answers again.
  const ask = <T>(query: SqlQuery, row: z.ZodType<T>) =>
    isDead(query.target)
      ? Promise.reject(new StepError("unreachable", `${query.target} does not answer`, { effect: "none" }))
      : ports.sql.read(query, row);
  const [home, other] = await Promise.all([
    Promise.allSettled(named("home").map((each) => ask(monitorPrimaryQuery(each.name), monitorPrimaryRow))),
    Promise.allSettled(named("other").map((each) => ask(monitorSecondaryQuery(each.name), monitorSecondaryRow))),
  ]);
  const secondaries = other.flatMap(rowsOf);
  const failure = other.find((each) => each.status === "rejected");
  const primaryRows = home.flatMap(rowsOf);
  // A silent home instance may hold the newer row: without any row, home counts as silent, not as unconfigured.
  const isSilent = primaryRows.length === 0 && home.some((each) => each.status === "rejected");
  const primaries = isSilent ? null : primaryRows;
  const now = ports.clock.now();
  const facts = { primaries, secondaries, newestOnShare, now: now.toISOString() };
  // Also while the other site is silent: a file that nobody saw appear would be judged by somebody's clock later.
  sights.note(logShippingLags(facts).lastBackupFile, now.getTime());
  if (secondaries.length === 0 && failure !== undefined) throw failure.reason;
  return logShippingLags({ ...facts, sights: sights.all });
}

/** When the console first saw each file as the newest log backup. What was there before its first look was not seen to appear. */
export class FileSights {
  readonly all = new Map<string, number>();
  #newest: string | null = null;

  /** Milliseconds of the console's clock. Safe to call twice. */
  note(file: string | null, nowMs: number): void {
    if (file === null) return;
    const name = bareName(file);
    const isFirst = this.#newest === null;
    if (this.#newest === name) return;
    this.#newest = name;
    if (isFirst || this.all.has(name)) return;
    this.all.set(name, nowMs);
    for (const oldest of [...this.all.keys()].slice(0, Math.max(0, this.all.size - keptSights)))
      this.all.delete(oldest);
  }
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
