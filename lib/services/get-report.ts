import type { EarlierRun } from "#lib/domain/report/basis.ts";
import { reportOf } from "#lib/domain/report/report.ts";
import type { ReportView } from "#lib/domain/report/report-view.ts";
import { ended } from "#lib/domain/run/transitions.ts";
import type { RunRow } from "#lib/domain/store-port.ts";
import type { ServiceContext } from "./context.ts";
import { listSignOffs, type SignOff } from "./list-sign-offs.ts";
import { requirePermission } from "./permissions.ts";

/** The journal's last record, as it is printed on the report; null while there is none. */
export type Head = { readonly number: number; readonly hash: string } | null;

/** A run's report as it stands now; null when there is no such run. Asks no server. Safe to call twice. @throws AppError "store-failed" */
export async function getReport(
  ctx: ServiceContext,
  input: { readonly runId: string },
): Promise<(ReportView & { readonly signOffs: readonly SignOff[]; readonly head: Head }) | null> {
  requirePermission(ctx.actor, "history.read");
  const { store } = ctx.console;
  const row = await store.run(input.runId);
  const plan = row ? await store.plan(row.planId) : null;
  if (!row || !plan) return null;
  const [events, head, runs, signOffs] = await Promise.all([
    store.events(row.id),
    ctx.console.history.headOf(row.id),
    store.runs(row.poolFqdn, 200),
    listSignOffs(ctx, { runId: row.id }),
  ]);
  return {
    ...reportOf({ row, plan, events, earlier: earlierRuns(row, runs), drill: drillBefore(row, runs) }),
    signOffs,
    head,
  };
}

function drillBefore(row: RunRow, runs: readonly RunRow[]): EarlierRun | null {
  const drills = runs.filter((run) => run.status === "succeeded");
  return earlierRuns({ ...row, procedure: "drill" }, drills)[0] ?? null;
}

function earlierRuns(row: RunRow, runs: readonly RunRow[]): readonly EarlierRun[] {
  return runs.flatMap(({ label, status, procedure, startedAt, finishedAt }) => {
    if (procedure !== row.procedure || startedAt >= row.startedAt || finishedAt === null) return [];
    if (!ended.some((each) => each === status)) return [];
    return [{ label, status, startedAt, seconds: (Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000 }];
  });
}
