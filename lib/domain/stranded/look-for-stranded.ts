import { AppError } from "#lib/domain/errors.ts";
import type { SqlPort } from "#lib/domain/ports.ts";
import type { RunStore } from "#lib/domain/store-port.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { isReadable, lastHomePrincipal, readCopies, servingCopy } from "./find-copies.ts";
import { readStranded, type Stranded } from "./read-stranded.ts";
import { findRecoveredRun, type RecoveredRun } from "./recovered-run.ts";

type From = {
  readonly pool: Pool;
  readonly store: Pick<RunStore, "runs" | "events">;
  readonly sql: SqlPort;
};

const nothingStranded = { data: { isNothingStranded: true } };

/** The failover that left home behind. @throws AppError "refused" when there was none, or home was overwritten since */
export async function recoveredRunOrThrow(from: Pick<From, "pool" | "store">): Promise<RecoveredRun> {
  const run = await findRecoveredRun(from.store, from.pool.fqdn);
  if (run === null)
    throw new AppError(
      "refused",
      `no failover of ${from.pool.fqdn} has made the other copy writable: nothing is stranded`,
      nothingStranded,
    );
  if ("overwrittenBy" in run)
    throw new AppError(
      "refused",
      `${run.overwrittenBy} has replaced home's copy: what was stranded there is only in that run's safe copies`,
      nothingStranded,
    );
  return run;
}

/**
 * Finds the last home principal by its role sequence and compares it with the copy that serves. Only reads; safe to call twice.
 * @throws AppError "refused" when nothing can be stranded or home's copy cannot be read, with what to do instead
 */
export async function lookForStranded(
  from: From,
): Promise<{ readonly run: RecoveredRun; readonly stranded: Stranded }> {
  const { pool, sql } = from;
  const run = await recoveredRunOrThrow(from);
  const [homeCopies, otherCopies] = await Promise.all([readCopies(sql, pool, "home"), readCopies(sql, pool, "other")]);
  const serving = servingCopy(otherCopies);
  const last = lastHomePrincipal(homeCopies);
  const silent = homeCopies.filter((c) => c.error !== null);
  if (silent.length > 0 && (last === null || !isReadable(last) || last.roleSequence === null))
    // A copy that was never asked may be the one that took the last messages.
    throw new AppError(
      "unreachable",
      `${silent.map((c) => `${c.instance} does not answer (${c.error})`).join("; ")}. ${silent.length === 1 ? "It" : "One of them"} may have been principal last: start ${silent.length === 1 ? "it" : "them"}, then look again.`,
    );
  if (last === null)
    throw new AppError("refused", `no instance in ${pool.sites.home} has an mgc: there is nothing to read`);
  if (!isReadable(last))
    throw new AppError(
      "refused",
      `${last.instance} was principal last, and its mgc is ${last.state}: it cannot be read. Bring that copy online read-only, or waive its messages.`,
    );
  return { run, stranded: await readStranded(sql, { home: last.instance, serving: serving.instance }, run.watermark) };
}
