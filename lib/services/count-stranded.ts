import { countsOf, type StrandedCounts } from "#lib/domain/stranded/counts.ts";
import { lookForStranded } from "#lib/domain/stranded/look-for-stranded.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

export type StrandedCountView = StrandedCounts & {
  readonly runId: string;
  readonly runLabel: string;
  readonly recoveredAt: string;
  readonly home: string;
  readonly serving: string;
  /** Messages in home's copy; with `checksum`, what tells whether it has changed since an export. */
  readonly homeMessages: string;
  readonly checksum: string | null;
  readonly hasWatermark: boolean;
  /** False: home took messages while it was read; fence it before the export. */
  readonly isStill: boolean;
  readonly countedAt: string;
};

/**
 * Counts per room what only the last home principal holds; nothing of what was written is given. Reads both copies, changes
 * nothing; minutes on a large backlog. Safe to call twice.
 * @throws AppError "refused" or "unreachable" with what stands in the way
 */
export async function countStranded(ctx: ServiceContext): Promise<StrandedCountView> {
  requirePermission(ctx.actor, "stranded.count");
  const { pool, store, ports } = ctx.console;
  const { run, stranded } = await lookForStranded({ pool, store, sql: ports.sql });
  return {
    ...countsOf(stranded),
    runId: run.runId,
    runLabel: run.label,
    recoveredAt: run.recoveredAt,
    home: stranded.home.instance,
    serving: stranded.serving,
    homeMessages: stranded.home.fingerprint.messages,
    checksum: stranded.home.fingerprint.content,
    hasWatermark: stranded.hasWatermark,
    isStill: stranded.isStill,
    countedAt: ports.clock.now().toISOString(),
  };
}
