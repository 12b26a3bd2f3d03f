import { z } from "zod";
import { AppError } from "#lib/domain/errors.ts";
import { procedureIds } from "#lib/domain/procedures/procedure-id.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { EntryRow, RunRow, StoredPlan } from "#lib/domain/store-port.ts";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import type { RunStatus } from "#lib/domain/views/run-view.ts";

const statuses = [
  "running",
  "pausing",
  "paused",
  "waiting-for-decision",
  "interrupted",
  "aborting",
  "aborted",
  "succeeded",
  "succeeded-service-not-proven",
  "failed",
] as const satisfies readonly RunStatus[];
const ended: readonly RunStatus[] = ["aborted", "succeeded", "succeeded-service-not-proven", "failed"];
/** Procedures as rows name them. */
export const procedure = z.enum(procedureIds);

const runRow = z.object({
  id: z.string(),
  label: z.string(),
  poolFqdn: z.string(),
  procedure,
  planId: z.string(),
  status: z.enum(statuses),
  reason: z.string(),
  startedBy: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  lossFewest: z.string().nullable(),
  lossMost: z.string().nullable(),
});
const planRow = z.object({
  id: z.string(),
  poolFqdn: z.string(),
  procedure,
  hash: z.string(),
  pinned: z.string(),
  createdAt: z.string(),
  createdBy: z.string(),
});
const eventFrame = z.looseObject({
  v: z.number().int().positive(),
  kind: z.string(),
  runId: z.string(),
  number: z.number().int().positive(),
  at: z.string(),
});

/** Whether a status is final: the pool is then free for another run. */
export function hasEnded(status: RunStatus): boolean {
  return ended.includes(status);
}

/** A row of table Run without the columns that only keys need. */
export function parseRun(row: unknown): RunRow {
  return runRow.parse(row);
}

/** A row of table Plan. The view is ours, written by `savePlan` from a PlanView. */
export function parsePlan(row: { readonly view: string }): StoredPlan {
  return { ...planRow.parse(row), view: JSON.parse(row.view) as PlanView };
}

const entryFrame = z.object({
  at: z.string(),
  kind: z.string(),
  person: z.string(),
  data: z.record(z.string(), z.unknown()),
});

/** An entry from its stored text, which the chain proves unchanged. */
export function parseEntry(row: { readonly body: string }): EntryRow {
  return entryFrame.parse(JSON.parse(row.body));
}

/**
 * An event from its stored text. The text is one that `append` made from a RunEventBody, and the chain proves it unchanged.
 * @throws AppError "store-failed" when the text belongs to another place than its row says
 */
export function parseEvent(row: { readonly runId: string; readonly number: number; readonly body: string }): RunEvent {
  const event = eventFrame.safeParse(JSON.parse(row.body));
  if (event.success && event.data.runId === row.runId && event.data.number === row.number) {
    return event.data as unknown as RunEvent;
  }
  throw new AppError(
    "store-failed",
    `event ${row.number} of run ${row.runId} does not read as the event it is stored as`,
  );
}
