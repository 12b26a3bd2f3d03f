import { z } from "zod";
import type { EntryQuery } from "./history-port.ts";

const text = z.string().trim().min(1).max(200).optional().catch(undefined);
const day = z.iso.date().optional().catch(undefined);

/** What an address of the acts outside of runs may say. What it does not understand it leaves out. */
export const actsFilter = z.object({
  /** Whose: those at the pool, or those of the console itself (sign-ins, starts, verifications). */
  of: z.enum(["pool", "console"]).catch("pool"),
  kind: text,
  person: text,
  /** First and last day, UTC. */
  from: day,
  to: day,
  /** The record to go on before. */
  before: z.coerce.number().int().positive().optional().catch(undefined),
});
export type ActsFilter = z.infer<typeof actsFilter>;

/** The filter as the store is asked. Pure. */
export function actsQuery(filter: ActsFilter, poolFqdn: string): Omit<EntryQuery, "limit"> {
  const { of, kind, person, from, to, before } = filter;
  return {
    stream: of === "pool" ? `pool:${poolFqdn}` : "console",
    ...(kind === undefined ? {} : { kind }),
    ...(person === undefined ? {} : { person }),
    ...(from === undefined ? {} : { from: new Date(from).toISOString() }),
    ...(to === undefined ? {} : { until: new Date(Date.parse(to) + 86_400_000).toISOString() }),
    ...(before === undefined ? {} : { before }),
  };
}
