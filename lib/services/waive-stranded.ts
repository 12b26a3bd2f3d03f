import { AppError, isAppError } from "#lib/domain/errors.ts";
import { countsOf } from "#lib/domain/stranded/counts.ts";
import { lookForStranded, recoveredRunOrThrow } from "#lib/domain/stranded/look-for-stranded.ts";
import { poolStream, type WaivedData } from "#lib/domain/stranded/settlement.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

export type WaiveStrandedInput = {
  /** Who decided that these messages may stay behind: a person's name, not a role. */
  readonly decidedBy: string;
  readonly reason: string;
};

/**
 * Records that a named person gives up what is stranded at home, with how much that is as far as it can be counted. It settles a
 * failback's question for exactly this content of home. The safe copies are kept all the same. A second call records a second waiver.
 * @throws AppError "bad-input" without a name or a reason, "refused" when nothing can be stranded
 */
export async function waiveStranded(ctx: ServiceContext, input: WaiveStrandedInput): Promise<WaivedData> {
  requirePermission(ctx.actor, "stranded.waive");
  const { pool, store, ports } = ctx.console;
  const decidedBy = String(input.decidedBy ?? "").trim();
  const reason = String(input.reason ?? "").trim();
  if (decidedBy === "") throw new AppError("bad-input", "a waiver needs the name of the person who decided it");
  if (reason === "") throw new AppError("bad-input", "a waiver needs a reason");
  const run = await recoveredRunOrThrow({ pool, store });
  const seen = await lookForStranded({ pool, store, sql: ports.sql }).catch((e: unknown) => {
    // What cannot be read cannot be counted either, and may still be given up: the waiver says that nobody knows how much it is.
    if (isAppError(e) && (e.code === "refused" || e.code === "unreachable" || e.code === "remote")) return null;
    throw e;
  });
  const counts = seen === null ? null : countsOf(seen.stranded);
  const data: WaivedData = {
    runId: run.runId,
    runLabel: run.label,
    instance: seen?.stranded.home.instance ?? null,
    home: seen?.stranded.home.fingerprint ?? null,
    messages: counts?.messages ?? null,
    deletions: counts?.deletions ?? null,
    decidedBy,
    reason,
  };
  await store.recordEntry({
    stream: poolStream(pool.fqdn),
    kind: "stranded-waived",
    person: ctx.actor.name,
    data: { ...data, personId: ctx.actor.id },
  });
  return data;
}
