import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { EntryRow, RunRow } from "#lib/domain/store-port.ts";

/** One line of an export: the same columns in every line of a kind, in this order. */
export type ExportRow = Readonly<Record<string, string | number | null>>;

/** A time in UTC with its offset written out, as spreadsheets and log tools read it; what is no time stays as it is. Pure. */
export function withOffset(at: string | null): string | null {
  return at === null ? null : at.replace(/Z$/, "+00:00");
}

/** A run of the history as a line. Pure. */
export function runLine(run: RunRow): ExportRow {
  const { startedAt, finishedAt } = run;
  const seconds = finishedAt === null ? null : Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000);
  return {
    run: run.label,
    procedure: run.procedure,
    pool: run.poolFqdn,
    status: run.status,
    startedBy: run.startedBy,
    reason: run.reason,
    startedAt: withOffset(startedAt),
    finishedAt: withOffset(finishedAt),
    durationSeconds: seconds,
    messagesLostAtLeast: run.lossFewest,
    messagesLostAtMost: run.lossMost,
    plan: run.planId,
    runId: run.id,
  };
}

/** An act outside of runs as a line. Pure. */
export function actLine(entry: EntryRow & { readonly number: number }): ExportRow {
  const { number, at, kind, person, data } = entry;
  return { record: number, at: withOffset(at), act: kind, person, data: JSON.stringify(data) };
}

/** A record of a run's journal as a line, its hash beside it: the chain can be followed in a spreadsheet. Pure. */
export function recordLine(event: RunEvent, link: { readonly hash: string; readonly previousHash: string }): ExportRow {
  const { v: _, runId, number, at, kind, ...rest } = event;
  const said: Readonly<Record<string, unknown>> = rest;
  const text = (name: string) => (typeof said[name] === "string" ? said[name] : null);
  return {
    record: number,
    at: withOffset(at),
    kind,
    step: text("stepId"),
    act: text("actId"),
    person: text("person"),
    said: JSON.stringify(rest),
    hash: link.hash,
    previousHash: link.previousHash,
    runId,
  };
}
