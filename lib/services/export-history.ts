import { type ActsFilter, actsQuery } from "#lib/domain/acts-filter.ts";
import type { ChainRecord } from "#lib/domain/audit/chain.ts";
import { actLine, type ExportRow, recordLine, runLine } from "#lib/domain/export/rows.ts";
import { type HistoryFilter, runQuery } from "#lib/domain/history-filter.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** Rows read at a time: an export of any length holds no more than this in memory, and lets others in between. */
const pageSize = 500;

/** Pages of lines, read only as fast as they are taken. */
export type ExportPages = AsyncIterable<readonly ExportRow[]>;

async function* pages<T>(
  read: (last: T | null) => Promise<readonly T[]>,
  line: (row: T) => ExportRow,
): AsyncGenerator<readonly ExportRow[]> {
  let last: T | null = null;
  for (;;) {
    const page: readonly T[] = await read(last);
    if (page.length > 0) yield page.map(line);
    last = page.at(-1) ?? null;
    if (page.length < pageSize) return;
  }
}

async function recordExport(ctx: ServiceContext, data: Readonly<Record<string, string>>): Promise<void> {
  const { store, pool } = ctx.console;
  await store.recordEntry({ stream: `pool:${pool.fqdn}`, kind: "history-exported", person: ctx.actor.name, data });
}

/** Every run that the filter leaves. That it was taken is an audit entry, written before the first line. @throws AppError "not-allowed", "store-failed" */
export async function exportRuns(ctx: ServiceContext, filter: HistoryFilter): Promise<ExportPages> {
  requirePermission(ctx.actor, "history.read");
  const { history, pool } = ctx.console;
  await recordExport(ctx, { what: "runs" });
  return pages(
    (last) =>
      history.findRuns({
        ...runQuery(filter, { poolFqdn: pool.fqdn, limit: pageSize }),
        ...(last === null ? {} : { after: last.label }),
      }),
    runLine,
  );
}

/** Every act outside of runs, newest first; recorded as above. @throws AppError "not-allowed", "store-failed" */
export async function exportActs(ctx: ServiceContext, filter: ActsFilter): Promise<ExportPages> {
  requirePermission(ctx.actor, "history.read");
  const { history, pool } = ctx.console;
  await recordExport(ctx, { what: `acts of ${filter.of}` });
  const query = { ...actsQuery(filter, pool.fqdn), limit: pageSize };
  return pages((last) => history.findEntries({ ...query, ...(last === null ? {} : { before: last.number }) }), actLine);
}

/** A run's whole journal in order, with its hashes; null when there is no such run. Recorded as above. @throws AppError "not-allowed", "store-failed" */
export async function exportJournal(
  ctx: ServiceContext,
  { runId }: { readonly runId: string },
): Promise<{ readonly label: string; readonly pages: ExportPages } | null> {
  requirePermission(ctx.actor, "history.read");
  const { history, store } = ctx.console;
  const run = await store.run(runId);
  if (run === null) return null;
  await recordExport(ctx, { what: `journal of ${run.label}`, runId });
  return {
    label: run.label,
    pages: pages<ChainRecord>(
      (last) => history.records({ runId, after: last?.number ?? 0, limit: pageSize }),
      (record) => recordLine(JSON.parse(record.body) as RunEvent, record),
    ),
  };
}
