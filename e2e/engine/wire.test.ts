import { afterEach, beforeEach, expect, test } from "vitest";
import type { ReportView } from "#lib/domain/report/report-view.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { type Bench, openBench } from "./bench.ts";
import { intentsOf, ruleSevenProblems } from "./rule-seven.ts";
import { expectSectionG } from "./section-g.ts";
import { type SiteStaff, siteStaff } from "./site-staff.ts";

let bench: Bench;
let staff: SiteStaff;
beforeEach(async () => {
  bench = await openBench();
  staff = siteStaff(bench.lab.dir);
}, 180_000);
afterEach(() => bench.close(), 20_000);

async function evidence(runId: string, planId: string) {
  const { console, lab } = bench;
  const [events, wire, pinned] = [await console.events(runId), await lab.wire(), await console.pinned(planId)];
  return { runId, events, wire, pinned };
}

const personOf = (events: readonly RunEvent[]) => events.flatMap((e) => (e.kind === "run-started" ? e.person : []))[0];

/** What SQL Server itself wrote into its error log stands beside the journal, and says the same. */
function expectOwnRecords(events: readonly RunEvent[], applied: number): void {
  const read = events.flatMap((e) => (e.kind === "error-log-read" ? e : []));
  expect(read.map((e) => [e.instance, e.why])).toContainEqual(["sqlto01\\PCHAT", null]);
  const texts = read.find((e) => e.instance === "sqlto01\\PCHAT")?.lines.map((line) => line.text) ?? [];
  expect(texts.filter((text) => text.startsWith("Log was restored. Database: mgc,")).length).toBeGreaterThanOrEqual(
    applied,
  );
  expect(texts).toContain("Starting up database 'mgc'.");
  expect(texts.filter((text) => text.startsWith("Database backed up. Database: mgc,"))).toHaveLength(1);
}

async function expectTruthfulLoss(runId: string) {
  const truth = await bench.lab.truth();
  const { loss } = await bench.console.run(runId);
  expect(truth.writable).toEqual(["sqlto01\\PCHAT"]);
  expect(loss?.most).not.toBeNull();
  expect(truth.lost).toBeGreaterThanOrEqual(Number(loss?.fewest));
  expect(truth.lost).toBeLessThanOrEqual(Number(loss?.most));
}

test("sends exactly what plan and journal say, with users first and two log backups that only the share holds", {
  timeout: 600_000,
}, async () => {
  const { lab, console } = bench;
  await staff.dba("sqlto01\\PCHAT", "EXEC msdb.dbo.sp_update_job @job_name = N'LSCopy_sqlmi01_mgc', @enabled = 0");
  await bench.sampled();
  await staff.untilUncopied(2);
  await lab.site("home", false);
  const late = await staff.untilUncopied(2);
  const putBack = staff.hide(late);
  const share = staff.hashes("backupShare");
  // Those two appear when both jobs have had their last run.
  await lab.hold({ target: "sqlto01\\PCHAT", pattern: "sp_delete_log_shipping_secondary_database", when: "before" });
  const plan = await console.plan("failover", "users-first");
  const runId = await console.start(plan);
  await lab.untilHeld();
  putBack();
  await lab.release();
  await console.attest(runId);
  expect((await console.untilEnded(runId)).status).toBe("succeeded");

  const seen = await evidence(runId, plan.id);
  expect(ruleSevenProblems(seen)).toEqual([]);
  const kinds = intentsOf(seen.events).map((e) => e.actId.split(":")[0]);
  expect(kinds.filter((k) => k === "copy-log-backup")).toHaveLength(late.length);
  expect(kinds.filter((k) => k === "apply-log-backup")).toHaveLength(late.length);
  await expectTruthfulLoss(runId);
  const said = "SELECT description FROM msdb.dbo.backupset WHERE type = 'D' ORDER BY backup_set_id DESC";
  const [full] = await staff.dba("sqlto01\\PCHAT", said);
  expect(full?.description).toBe(`Persistent Chat failover, plan ${plan.id}, run ${runId} by ${personOf(seen.events)}`);

  expectOwnRecords(seen.events, late.length);
  const report = await console.call<ReportView>("getReport", { runId });
  await expectSectionG({ report, truth: await lab.truth(), staff });

  // Files: the copies are the share's bytes, the share is as it was, and nothing else came into the copy folder.
  const [then, now] = [{ ...share }, staff.hashes("backupShare")];
  const copies = staff.hashes("copyFolder");
  for (const file of late) expect(copies[file]).toBe(now[file]);
  expect(now).toEqual({ ...then, ...Object.fromEntries(late.map((file) => [file, now[file]])) });
  expect(Object.keys(copies).filter((file) => !file.endsWith(".trn"))).toEqual([]);
});

test("sends exactly what plan and journal say, with protection first and after a mirror failover at home", {
  timeout: 600_000,
}, async () => {
  const { lab, console } = bench;
  await staff.cmdlet("Stop-CsWindowsService", { ComputerName: "pchat07.contoso.local", Name: "RTCCHAT" });
  const mirror = await console.plan("mirror-failover");
  const first = await console.start(mirror);
  expect((await console.untilEnded(first)).status).toBe("succeeded");
  expect((await lab.truth()).writable).toEqual(["sqlmi02\\PCHAT"]);
  await bench.sampled();
  await lab.site("home", false);
  const plan = await console.plan("failover", "protection-first");
  const second = await console.start(plan);
  await console.attest(second);
  expect((await console.untilEnded(second)).status).toBe("succeeded");
  await expectTruthfulLoss(second);

  const [of1, of2] = [await evidence(first, mirror.id), await evidence(second, plan.id)];
  expect(intentsOf(of1.events).map((e) => e.command.text)).toEqual(["Invoke-CsDatabaseFailover"]);
  expect(intentsOf(of2.events).map((e) => e.command.text)).toContain("Start-CsWindowsService");
  const asked = of2.wire.findIndex((e) => e.text === "Invoke-CsDatabaseFailover");
  const by = (e: { readonly text: string; readonly parameters: object }) => e.text === "Stop-CsWindowsService";
  expect(ruleSevenProblems({ ...of1, wire: of1.wire.slice(0, asked + 1).filter((e) => !by(e)) })).toEqual([]);
  expect(ruleSevenProblems({ ...of2, wire: of2.wire.slice(asked + 1) })).toEqual([]);
});
