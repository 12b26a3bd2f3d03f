import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openBench } from "#e2e/engine/bench.ts";
import {
  expectHome,
  failedOver,
  homeA,
  homeB,
  lastIds,
  otherA,
  planUntilStartable,
} from "#e2e/engine/failback-story.ts";
import { actAt, attemptsOf, type Kill, killInEach, shellAct, type Target, toTheEnd } from "#e2e/engine/kill-story.ts";
import { root } from "#e2e/engine/processes.ts";

const otherB = "sqlto02\\PCHAT";

const updateJob = "EXEC msdb.dbo.sp_update_job";
const procedure = "DECLARE @rc int; EXEC @rc = master.dbo.";
const verifying = "DECLARE @n int = CONVERT(int, @position); RESTORE VERIFYONLY";
const restoring = "DECLARE @n int = CONVERT(int, @position); RESTORE DATABASE";
const settingUp = "SET NOCOUNT ON;\nDECLARE @rc int;";

/** Every act of a failback by full restore, state first, that sends something to a server, in its order. */
const acts: readonly Target[] = [
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
/** Acts whose command goes out once, whatever happens to the console. */
const once = ["restore-home", "create-home-mirror", "reseed-other", "mirror-there", "mirror-back"];

const ways: readonly Pick<Kill, "when" | "back">[] = [
  { when: "before", back: "when-it-is-over" },
  { when: "after", back: "when-it-is-over" },
  { when: "before", back: "while-it-goes-on" },
  { when: "after", back: "while-it-goes-on" },
];

test.each(ways)(
  "failback: the console dies in every act, $when its effect, and is back $back",
  {
    timeout: 1_500_000,
  },
  async (how) => {
    const bench = await openBench();
    try {
      await failedOver(bench);
      const asked = { procedure: "failback", order: "state-first", way: "full-restore" } as const;
      const plan = await planUntilStartable(bench, asked);
      const had = await lastIds(bench, otherA);
      const runId = await bench.console.start(plan);
      const reports = await killInEach(
        bench,
        runId,
        acts.map((at) => ({ at, ...how })),
      );
      const answered = await toTheEnd(bench, runId);
      const events = await bench.console.events(runId);
      const lines = reports.map((r) => ({ ...r, attempts: attemptsOf(events, r.act) }));
      mkdirSync(join(root, ".data/reports"), { recursive: true });
      const file = `failback-kill-${how.when}-${how.back}.json`;
      writeFileSync(join(root, ".data/reports", file), `${JSON.stringify(lines, null, 1)}\n`);
      expect(lines.filter((l) => once.includes(l.act) && l.attempts !== 1)).toEqual([]);
      expect(lines.filter((l) => l.said === "nothing")).toEqual([]);
      // The test message proves nothing that lasts, and a check of pages nothing that stays: both are done again.
      const again = ["send-test-message", "check-home-pages", "verify-full", "verify-reseed"];
      expect(lines.filter((l) => l.said === "not-started" && !again.includes(l.act))).toEqual([]);
      expect(answered).not.toContain("act-failed");
      await expectHome(bench, { runId, planId: plan.id, ended: await bench.console.run(runId), had });
    } finally {
      await bench.close();
    }
  },
);
