import { z } from "zod";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** Kind of the audit entry. */
export const signedOff = "run-signed-off";
const kept = z.object({ runId: z.string(), comment: z.string(), records: z.number() });

/** A manager's word under a run's report. `records`: how many records the run's journal held when it was given. */
export type SignOff = {
  readonly at: string;
  readonly person: string;
  readonly comment: string;
  readonly records: number;
};

/** Who signed this run off, oldest first. Safe to call twice. @throws AppError "store-failed" */
export async function listSignOffs(
  ctx: ServiceContext,
  { runId }: { readonly runId: string },
): Promise<readonly SignOff[]> {
  requirePermission(ctx.actor, "history.read");
  const entries = await ctx.console.store.entries(`pool:${ctx.console.pool.fqdn}`, [signedOff], 1_000);
  return entries
    .flatMap(({ at, person, data }) => {
      const found = kept.safeParse(data);
      return found.success && found.data.runId === runId
        ? [{ at, person, comment: found.data.comment, records: found.data.records }]
        : [];
    })
    .reverse();
}
