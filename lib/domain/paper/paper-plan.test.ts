import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import { surveyOf } from "#lib/domain/steps/copy-log-backups.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { type Bench, failoverBench } from "#lib/engine/testing/engine-bench.ts";
import { pool } from "#lib/engine/testing/fake-pool.ts";
import { type Listed, paperPlan } from "./paper-plan.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

/** A whole failover: its plan, its journal, and the log backups as it found them. */
async function story() {
  bench = await failoverBench();
  bench.start();
  const events = await bench.ends();
  const stored = await bench.store.plan("plan-1");
  const plan = JSON.parse(stored?.pinned ?? "{}") as PinnedPlan;
  const survey = surveyOf(foldRun(events)).done;
  if (!survey) throw new Error("the run listed nothing");
  const listed: Listed = { kind: "listed", survey };
  return { plan, events, listed };
}
const stepOf = (paper: ReturnType<typeof paperPlan>, id: string) => paper.steps.find((s) => s.id === id);

test("names before a run every log backup with its path, its LSNs and what should come back, nothing ticked", async () => {
  const { plan, listed } = await story();
  const paper = paperPlan({ plan, pool, run: null, listed });
  const applied = stepOf(paper, "apply-log-backups")?.commands ?? [];
  expect(applied.map((c) => c.lsns?.file)).toEqual(bench.servers.applied);
  expect(applied[0]?.text).toContain(`RESTORE LOG [mgc] FROM DISK = N'${pool.folders.copyFolder.asServer}`);
  expect(applied[0]?.lsns?.last).toMatch(/^\d{15,}$/);
  expect(applied[0]?.expected).toMatch(/^RESTORE LOG successfully processed/);
  const all = paper.steps.flatMap((s) => s.commands);
  expect(all.every((c) => c.status === "open" && c.at === null)).toBe(true);
  expect(paper.steps.every((s) => s.status === "open")).toBe(true);
});

test("ticks in the middle of a run exactly what it has done, and shows the rest as left", async () => {
  const { plan, events, listed } = await story();
  const isFirstApplied = (e: (typeof events)[number]) =>
    e.kind === "act-succeeded" && e.actId.startsWith("apply-log-backup:");
  const run = foldRun(events.slice(0, events.findIndex(isFirstApplied) + 1));
  const paper = paperPlan({ plan, pool, run, listed });
  expect(stepOf(paper, "remove-log-shipping")).toMatchObject({ status: "done" });
  const applied = stepOf(paper, "apply-log-backups")?.commands ?? [];
  expect(applied.map((c) => c.status)).toEqual(bench.servers.applied.map((_, i) => (i === 0 ? "done" : "open")));
  expect(applied[0]?.at).not.toBeNull();
  expect(stepOf(paper, "bring-online")?.commands.at(-1)).toMatchObject({
    status: "open",
    text: "RESTORE DATABASE [mgc] WITH RECOVERY",
  });
});

test("has nothing left when the run has done everything", async () => {
  const { plan, events, listed } = await story();
  const paper = paperPlan({ plan, pool, run: foldRun(events), listed });
  expect(paper.steps.flatMap((s) => s.commands).filter((c) => c.status === "open")).toEqual([]);
  expect(paper.steps.flatMap((s) => s.proof).filter((c) => c.verdict === null)).toEqual([]);
});

test("says why no file is named when the folders could not be listed, and shows the rule instead", async () => {
  const { plan } = await story();
  const paper = paperPlan({ plan, pool, run: null, listed: { kind: "failed", why: "the share hangs" } });
  expect(paper.listFailed).toBe("the share hangs");
  expect(stepOf(paper, "apply-log-backups")?.commands[0]?.rules.file).toContain("redo_start_lsn");
});
