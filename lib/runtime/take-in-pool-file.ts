import { readPoolFile } from "#lib/adapters/topology/read-pool-file.ts";
import { isAppError } from "#lib/domain/errors.ts";
import { type TopologyStore, topologyText } from "#lib/domain/topology/version.ts";

/**
 * Makes a version of the pool file when it has changed since it was last taken in; otherwise what was saved in the browser since
 * stays in force. While a run has not ended the file waits for the next start: the run goes on with what it began with.
 * @throws AppError "bad-input" for a file that does not hold up
 */
export async function takeInPoolFile(
  path: string,
  at: { readonly topologies: TopologyStore; readonly warn: (message: string) => void },
): Promise<void> {
  const pool = readPoolFile(path);
  const { hash } = topologyText(pool);
  const versions = await at.topologies.versions(pool.fqdn);
  const newest = versions[0];
  const lastTaken = versions.find((version) => version.source === "pool-file");
  if (newest?.hash === hash || lastTaken?.hash === hash) return;
  const why = "the pool file at this start";
  const by = { person: "pool file", personId: null, why, source: "pool-file" } as const;
  try {
    await at.topologies.save({ ...by, pool, base: newest?.number ?? 0 });
  } catch (e) {
    if (newest === undefined || !isAppError(e) || e.code !== "conflict") throw e;
    at.warn(`the pool file ${path} waits for the next start: ${e.message}`);
  }
}
