import { z } from "zod";
import { AppError } from "#lib/domain/errors.ts";
import type { ServiceContext } from "./context.ts";
import { signedOff } from "./list-sign-offs.ts";
import { requirePermission } from "./permissions.ts";

const input = z.object({ runId: z.string().min(1), comment: z.string().trim().min(1).max(2_000) });

/**
 * Signs off a finished run with a comment, as an entry of the pool's audit; every further one stands beside the earlier ones.
 * @throws AppError "not-allowed", "bad-input", "not-found", "refused" while the run goes on, "store-failed"
 */
export async function signOffRun(ctx: ServiceContext, asked: { readonly runId: string; readonly comment: string }) {
  requirePermission(ctx.actor, "run.sign-off");
  const given = input.safeParse(asked);
  if (!given.success) throw new AppError("bad-input", "a sign-off needs a comment of at most 2,000 characters");
  const { runId, comment } = given.data;
  const { store } = ctx.console;
  const row = await store.run(runId);
  if (!row) throw new AppError("not-found", `there is no run ${runId}`);
  if (row.finishedAt === null)
    throw new AppError("refused", `run ${row.label} has not ended: sign it off when its report is complete`);
  const records = (await store.events(runId)).length;
  await store.recordEntry({
    stream: `pool:${row.poolFqdn}`,
    kind: signedOff,
    person: ctx.actor.name,
    data: { runId, label: row.label, comment, records },
  });
}
