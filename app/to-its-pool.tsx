import { showPool } from "#app/(main)/settings/actions.ts";
import { ToPool } from "#components/settings/to-pool.tsx";
import { poolOfRecord } from "#lib/services/pool-of-record.ts";
import { topologyContext } from "#lib/web/context.ts";

/** What stands in the place of a run or plan that another of the reader's pools has; null where none of them has it. */
export async function toItsPool(record: Parameters<typeof poolOfRecord>[1]) {
  const fqdn = await poolOfRecord(await topologyContext(), record);
  return fqdn === null ? null : <ToPool fqdn={fqdn} action={showPool} />;
}
