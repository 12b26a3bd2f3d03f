import type { ReportStep, ReportView } from "./report-view.ts";

/** So many acts, and as many log backups of the loss manifest, are on one page of a whole report. */
const partSize = 100;

/** One page's share of a whole report. */
export type Part = {
  /** From 1. */
  readonly number: number;
  readonly of: number;
  /** Log backups of the whole loss manifest. */
  readonly files: number;
  /** First and last part that hold acts of a step; a step without acts is left out. */
  readonly steps: ReadonlyMap<string, { readonly from: number; readonly to: number }>;
};

/** Which part is wanted, by its number or by a record of the journal that it should hold. */
export type PartAsked = { readonly number?: number | undefined; readonly record?: number | undefined };

/**
 * A whole report of thousands of acts is no page that a browser opens: one part of it, with all that is short in each. Printed in
 * one piece it is the PDF. Pure.
 */
export function partOf(report: ReportView, asked: PartAsked): { readonly report: ReportView; readonly part: Part } {
  const acts = report.steps.flatMap((step) => step.acts);
  const files = report.manifest?.files ?? [];
  const of = Math.max(1, Math.ceil(Math.max(acts.length, files.length) / partSize));
  const number = Math.min(
    of,
    Math.max(1, asked.record === undefined ? (asked.number ?? 1) : partWith(acts, asked.record)),
  );
  const [from, to] = [(number - 1) * partSize, number * partSize];
  const places = new Map<string, { readonly from: number; readonly to: number }>();
  let before = 0;
  const steps = report.steps.map((step): ReportStep => {
    const [first, end] = [before, before + step.acts.length];
    before = end;
    if (end > first) places.set(step.id, { from: partAt(first), to: partAt(end - 1) });
    return { ...step, acts: step.acts.slice(Math.max(0, from - first), Math.max(0, to - first)) };
  });
  const manifest = report.manifest && { ...report.manifest, files: files.slice(from, to) };
  return { report: { ...report, steps, manifest }, part: { number, of, files: files.length, steps: places } };
}

const partAt = (place: number) => Math.floor(place / partSize) + 1;

/** The part of the act that the record is about, or of the last one begun before it: a question or a proof belongs to no act. */
function partWith(acts: readonly ReportStep["acts"][number][], record: number): number {
  const isIt = (n: number) => n === record;
  const at = acts.findIndex(({ attempts, looks }) =>
    [
      ...attempts.flatMap((a) => [a.number, a.end?.number ?? 0, a.before?.number ?? 0]),
      ...looks.map((l) => l.number),
    ].some(isIt),
  );
  const begun = acts.findLastIndex(({ attempts }) => attempts.some((a) => a.number <= record));
  return partAt(Math.max(0, at < 0 ? begun : at));
}
