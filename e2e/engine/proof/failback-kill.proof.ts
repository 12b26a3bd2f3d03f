import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Bench, openBench } from "#e2e/engine/bench.ts";
import {
  type Asked,
  expectHome,
  failedOver,
  homeA,
  homeB,
  lastIds,
  otherA,
  planUntilStartable,
} from "#e2e/engine/failback-story.ts";
import {
  actAt,
  attemptsOf,
  holdAt,
  type Kill,
  killInEach,
  kindsNotKilledIn,
  sentAgain,
  shellAct,
  type Target,
  toTheEnd,
} from "#e2e/engine/kill-story.ts";
import { root, until } from "#e2e/engine/processes.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";

const otherB = "sqlto02\\PCHAT";

const updateJob = "EXEC msdb.dbo.sp_update_job";
const procedure = "DECLARE @rc int; EXEC @rc = master.dbo.";
const verifying = "DECLARE @n int = CONVERT(int, @position); RESTORE VERIFYONLY";
const restoring = "DECLARE @n int = CONVERT(int, @position); RESTORE DATABASE";
const settingUp = "SET NOCOUNT ON;\nDECLARE @rc int;";

/** Every act of a failback by full restore, state first, that sends something to a server, in its order. */
const fullRestore: readonly Target[] = [
  shellAct("stop-service:pchat01", 'Stop-CsWindowsService {"ComputerName":"pchat01'),
  shellAct("start-type-off:pchat01", "Set-Service"),
  actAt(`home-job-off:${homeA}`, homeA, updateJob),
  actAt(`home-secondary-off:${homeA}:${otherA}`, homeA, `${procedure}sp_delete_log_shipping_primary_secondary`),
  actAt(`home-primary-off:${homeA}`, homeA, `${procedure}sp_delete_log_shipping_primary_database`),
  actAt(`home-mirroring-off:${homeA}`, homeA, "ALTER DATABASE"),
  actAt(`home-read-only:${homeA}`, homeA, "ALTER DATABASE"),
  actAt(`safe-copy:${homeA}`, homeA, "BACKUP DATABASE"),
  shellAct("clear-active-servers", "Set-CsPersistentChatActiveServer"),
  shellAct("stop-service:pchat05", 'Stop-CsWindowsService {"ComputerName":"pchat05'),
  actAt("own-log-job-off", otherA, updateJob),
  actAt("mirroring-off:mgc", otherA, "ALTER DATABASE"),
  actAt("other-read-only", otherA, "ALTER DATABASE"),
  actAt("back-up-other", otherA, "BACKUP DATABASE"),
  actAt("verify-full", homeA, verifying),
  actAt("restore-home", homeA, restoring),
  actAt("home-read-write", homeA, "ALTER DATABASE"),
  actAt("set-option:owner", homeA, "DECLARE @s nvarchar(max)"),
  shellAct("create-home-mirror", "Install-CsMirrorDatabase"),
  shellAct("set-pool-state", "Set-CsPersistentChatState"),
  shellAct("replicate-pool-state", "Invoke-CsManagementStoreReplication"),
  shellAct("start-type-back:pchat01", "Set-Service"),
  shellAct("start-service:pchat01", 'Start-CsWindowsService {"ComputerName":"pchat01'),
  shellAct("set-active-servers", "Set-CsPersistentChatActiveServer"),
  actAt("check-home-pages", homeA, "DBCC CHECKDB"),
  actAt("back-up-home", homeA, "BACKUP DATABASE"),
  actAt("verify-reseed", otherA, verifying),
  actAt("reseed-other", otherA, restoring),
  actAt("own-log-job-gone", otherA, "EXEC msdb.dbo.sp_delete_job"),
  actAt(`drop-leftover:${otherB}`, otherB, "DROP DATABASE"),
  actAt(`add-primary:${homeA}`, homeA, settingUp),
  actAt(`link-secondary:${homeA}`, homeA, `${procedure}sp_add_log_shipping_primary_secondary`),
  actAt(`add-secondary:${otherA}`, otherA, settingUp),
  actAt("run-job-once:LSBackup_mgc", homeA, "EXEC msdb.dbo.sp_start_job"),
  actAt(`job-on:${homeA}:LSBackup_mgc`, homeA, updateJob),
  actAt("mirror-there", homeA, "ALTER DATABASE"),
  actAt(`add-primary:${homeB}`, homeB, settingUp),
  actAt("mirror-back", homeB, "ALTER DATABASE"),
  shellAct("send-test-message", "Test-CsPersistentChatMessage"),
];
/** What a log swap does otherwise; the rest is the same steps. */
const logSwap: readonly Target[] = [
  actAt("back-up-other", otherA, "BACKUP DATABASE"),
  actAt("seed-home", homeA, restoring),
  actAt("back-up-tail", otherA, "BACKUP LOG"),
  { act: `apply-log:${homeA}`, target: homeA, pattern: "RESTORE LOG @database" },
  actAt("recover-home", homeA, "RESTORE DATABASE @database WITH RECOVERY"),
];
/** The only acts whose command may go out again: they prove nothing that lasts or leave nothing that stays. */
const again = ["send-test-message", "check-home-pages", "verify-full", "verify-reseed"];

type How = Pick<Kill, "when" | "back">;
const ways: readonly How[] = [
  { when: "before", back: "when-it-is-over" },
  { when: "after", back: "when-it-is-over" },
  { when: "before", back: "while-it-goes-on" },
  { when: "after", back: "while-it-goes-on" },
];

const homeServices = async ({ console }: Bench) =>
  (await console.call<OverviewView | null>("getOverview"))?.chatServers.find((s) => s.fqdn.startsWith("pchat01"))
    ?.serviceState;

async function killed(
  way: Asked["way"],
  acts: readonly Target[],
  how: How,
): Promise<{ readonly notIn: readonly string[] }> {
  const bench = await openBench();
  try {
    await failedOver(bench);
    // Home's chat servers are back a moment after its instances; a plan without them stops nothing there.
    await until("home's chat servers", async () => ((await homeServices(bench)) === "Running" ? true : null), 60_000);
    const plan = await planUntilStartable(bench, { procedure: "failback", order: "state-first", way });
    const had = await lastIds(bench, otherA);
    const kills = acts.map((at) => ({ at, ...how }));
    for (const first of kills.slice(0, 1)) await holdAt(bench, first);
    const runId = await bench.console.start(plan);
    const reports = await killInEach(bench, runId, kills, "held");
    const answered = await toTheEnd(bench, runId);
    const events = await bench.console.events(runId);
    const lines = reports.map((r) => ({ ...r, attempts: attemptsOf(events, r.act) }));
    mkdirSync(join(root, ".data/reports"), { recursive: true });
    const file = `failback-kill-${way}-${how.when}-${how.back}.json`;
    writeFileSync(join(root, ".data/reports", file), `${JSON.stringify(lines, null, 1)}\n`);
    expect(sentAgain(events).filter((id) => !again.includes(id))).toEqual([]);
    expect(lines.filter((l) => l.said === "nothing")).toEqual([]);
    expect(lines.filter((l) => l.back === "while-it-goes-on" && l.said !== "running")).toEqual([]);
    expect(lines.filter((l) => l.said === "not-started" && !again.includes(l.act))).toEqual([]);
    expect(answered).not.toContain("act-failed");
    await expectHome(bench, { runId, planId: plan.id, ended: await bench.console.run(runId), had });
    return { notIn: kindsNotKilledIn(events, reports) };
  } finally {
    await bench.close();
  }
}

test.each(ways)(
  "failback: the console dies in every act, $when its effect, and is back $back",
  { timeout: 1_500_000 },
  async (how) => {
    // A kind of act that is missing above was not proven. Files get another name in the console's own process, where no server can
    // hold a request: lib/engine/failback-crash.test.ts.
    expect((await killed("full-restore", fullRestore, how)).notIn).toEqual(["set-aside"]);
  },
);

test.each(ways)(
  "log swap: the console dies in every act of its own, $when its effect, and is back $back",
  { timeout: 600_000 },
  async (how) => {
    await killed("log-swap", logSwap, how);
  },
);
