import type { RunEvent } from "#lib/domain/run/journal.ts";
import { overrideKinds, overridesUsed } from "#lib/domain/run/overrides-used.ts";
import type { RunRow } from "#lib/domain/store-port.ts";
import type { HistoryRow } from "#lib/domain/views/run-view.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

function emergencyOf(runId: string, events: readonly RunEvent[]): string | null {
  const first = events.find((e) => e.runId === runId && e.kind === "run-started");
  return first?.kind === "run-started" && first.approval?.kind === "emergency" ? first.approval.reason : null;
}

/** Runs of the pool, newest first. Safe to call twice. */
export async function listRuns(ctx: ServiceContext, input: { readonly limit: number }): Promise<readonly HistoryRow[]> {
  requirePermission(ctx.actor, "history.read");
  const rows = await ctx.console.store.runs(ctx.console.pool.fqdn, Math.min(Math.max(input.limit, 1), 200));
  return historyRows(ctx, rows);
}

/** Runs as lists show them, with the overrides that let an act pass. @throws AppError "store-failed" */
export async function historyRows(ctx: ServiceContext, rows: readonly RunRow[]): Promise<readonly HistoryRow[]> {
  requirePermission(ctx.actor, "history.read");
  const events = await ctx.console.store.eventsOfKinds(
    rows.map((r) => r.id),
    [...overrideKinds, "run-started"],
  );
  return rows.map((r) => ({
    id: r.id,
    label: r.label,
    procedure: r.procedure,
    status: r.status,
    reason: r.reason,
    startedBy: r.startedBy,
    startedAt: r.startedAt,
    finishedAt: r.finishedAt,
    durationSeconds: r.finishedAt ? Math.round((Date.parse(r.finishedAt) - Date.parse(r.startedAt)) / 1_000) : null,
    lossFewest: r.lossFewest,
    lossMost: r.lossMost,
    overrides: overridesUsed(r.id, events),
    emergency: emergencyOf(r.id, events),
  }));
}
