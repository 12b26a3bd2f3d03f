import { beforeAll, expect, test } from "vitest";
import { finishedFailover } from "#lib/engine/testing/finished-failover.ts";
import { partOf } from "./part.ts";
import { reportOf } from "./report.ts";
import type { ReportAct, ReportView } from "./report-view.ts";
import { shownActs } from "./shown-acts.ts";
import { shownFiles } from "./shown-files.ts";

const files = 320;
let report: ReportView;

/** A whole failover with more log backups than any page shows at once. */
beforeAll(async () => {
  report = reportOf({ ...(await finishedFailover(files)), earlier: [] });
}, 120_000);

const stepOf = (of: ReportView, id: string) => of.steps.find((step) => step.id === id);
const idsOf = (of: ReportView) => of.steps.flatMap((step) => step.acts.map((act) => act.id));

test("tells every act of a step, not only those that the run page shows, each with its attempt", () => {
  const applied = stepOf(report, "apply-log-backups")?.acts.filter((act) => act.id.startsWith("apply-log-backup:"));
  expect(applied).toHaveLength(files);
  expect(applied?.filter((act) => act.attempts[0]?.end?.effect !== "done")).toEqual([]);
});

test("falls into parts that together hold each act and each file once, in their order", () => {
  const { of } = partOf(report, {}).part;
  const parts = Array.from({ length: of }, (_, i) => partOf(report, { number: i + 1 }).report);
  expect(of).toBeGreaterThan(6);
  expect(Math.max(...parts.map((part) => idsOf(part).length))).toBe(100);
  expect(parts.flatMap(idsOf)).toEqual(idsOf(report));
  expect(parts.flatMap((part) => part.manifest?.files ?? [])).toEqual(report.manifest?.files);
});

test("says in each part where the acts of each step stand", () => {
  const { part } = partOf(report, { number: 3 });
  const place = part.steps.get("apply-log-backups");
  if (!place) throw new Error("the step has no place");
  const first = stepOf(report, "apply-log-backups")?.acts;
  expect(stepOf(partOf(report, { number: place.from }).report, "apply-log-backups")?.acts[0]).toEqual(first?.[0]);
  expect(stepOf(partOf(report, { number: place.to }).report, "apply-log-backups")?.acts.at(-1)).toEqual(first?.at(-1));
  expect(stepOf(partOf(report, { number: place.from - 1 }).report, "apply-log-backups")?.acts).toEqual([]);
});

test("opens at the part that holds a record of the journal, and at an end where no such part is", () => {
  const act = stepOf(report, "apply-log-backups")?.acts[250];
  const record = act?.attempts[0]?.end?.number ?? 0;
  expect(idsOf(partOf(report, { record }).report)).toContain(act?.id);
  const { of } = partOf(report, {}).part;
  expect(partOf(report, { number: 10_000 }).part.number).toBe(of);
  expect(partOf(report, { number: -1 }).part.number).toBe(1);
  expect(partOf(report, { record: 1 }).part.number).toBe(1);
});

test("shows of a step in the summary its first acts, and of those that did not go at once so many as can be read", () => {
  const acts = stepOf(report, "apply-log-backups")?.acts ?? [];
  expect(shownActs(acts)).toMatchObject({ more: acts.length - 4, moreOdd: 0 });
  const troubled = acts.map((act, i): ReportAct => (i % 2 ? { ...act, status: "failed" } : act));
  const { shown, more, moreOdd } = shownActs(troubled);
  expect(shown.length + more + moreOdd).toBe(acts.length);
  expect(shown).toHaveLength(54);
  expect(moreOdd).toBeGreaterThan(100);
});

test("names in the summary the newest files that came along and the oldest that did not", () => {
  const all = report.manifest?.files ?? [];
  expect(shownFiles(all)).toEqual(all.slice(-10));
  const left = all.map((file) => ({ ...file, fate: "not-applied" as const }));
  expect(shownFiles(left)).toEqual(left.slice(0, 100));
});
