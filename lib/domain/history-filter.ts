import { z } from "zod";
import { numberOfLabel, type RunQuery } from "#lib/domain/history-port.ts";
import { procedureIds } from "#lib/domain/procedures/procedure-id.ts";
import { ended } from "#lib/domain/run/transitions.ts";
import type { RunStatus } from "#lib/domain/views/run-view.ts";

const day = z.iso.date().optional().catch(undefined);
const text = z.string().trim().min(1).max(200).optional().catch(undefined);

/** What an address of the history may say. What it does not understand it leaves out, so that an old address still opens. */
export const historyFilter = z.object({
  /** Where the console has several: an address that is passed on says whose history it is. */
  pool: text,
  kind: z.enum(procedureIds).optional().catch(undefined),
  outcome: z.enum(["succeeded", "not-proven", "aborted", "failed", "open"]).optional().catch(undefined),
  person: text,
  text,
  /** First and last day, UTC. */
  from: day,
  to: day,
  /** Failovers that missed the target alone. */
  target: z.enum(["missed"]).optional().catch(undefined),
  order: z.enum(["newest", "oldest", "longest"]).catch("newest"),
  after: z
    .string()
    .refine((label) => numberOfLabel(label) !== null)
    .optional()
    .catch(undefined),
});
export type HistoryFilter = z.infer<typeof historyFilter>;

const all: readonly RunStatus[] = ["running", "pausing", "paused", "waiting-for-decision", "interrupted", "aborting"];
const statuses: Readonly<Record<NonNullable<HistoryFilter["outcome"]>, readonly RunStatus[]>> = {
  succeeded: ["succeeded"],
  "not-proven": ["succeeded-service-not-proven"],
  aborted: ["aborted"],
  failed: ["failed"],
  open: all.filter((status) => !ended.includes(status)),
};

/** The filter as the store is asked. Pure. */
export function runQuery(filter: HistoryFilter, at: { readonly poolFqdn: string; readonly limit: number }): RunQuery {
  const { kind, outcome, person, text: contains, from, to, target, order, after } = filter;
  const until = to === undefined ? undefined : new Date(Date.parse(to) + 86_400_000).toISOString();
  return {
    ...at,
    order,
    ...(kind === undefined ? {} : { procedure: kind }),
    ...(outcome === undefined ? {} : { statuses: statuses[outcome] }),
    ...(target === undefined ? {} : { targetMissed: true }),
    ...(person === undefined ? {} : { startedBy: person }),
    ...(contains === undefined ? {} : { text: contains }),
    ...(from === undefined ? {} : { from: new Date(from).toISOString() }),
    ...(until === undefined ? {} : { until }),
    ...(after === undefined ? {} : { after }),
  };
}
