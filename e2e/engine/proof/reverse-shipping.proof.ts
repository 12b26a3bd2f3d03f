import { join } from "node:path";
import { expect, test } from "vitest";
import { openBench } from "#e2e/engine/bench.ts";
import { captured, homeA, otherA, planUntilStartable } from "#e2e/engine/failback-story.ts";
import { until } from "#e2e/engine/processes.ts";
import { siteStaff } from "#e2e/engine/site-staff.ts";
import { showCommand } from "#lib/domain/commands/show-command.ts";

test("after a switchover a person sets log shipping up back to home with the commands of the run's page", {
  timeout: 900_000,
}, async () => {
  const bench = await openBench();
  try {
    await bench.sampled(1);
    await captured(bench);
    const { console, lab } = bench;
    const plan = await planUntilStartable(bench, { procedure: "switchover" }, 180_000);
    const runId = await console.start(plan);
    await console.untilDecision(runId, "point-of-no-return");
    await console.decide(runId, "confirm", { typedName: plan.typedName });
    expect((await console.untilEnded(runId)).status).toMatch(/^succeeded/);
    const commands = (await console.run(runId)).reverseByHand ?? [];
    expect(commands).toHaveLength(8);
    const { dba } = siteStaff(join(bench.dir, "lab"));
    const redo = async () => {
      const [row] = await dba(
        homeA,
        "SELECT CONVERT(varchar(25), MIN(f.redo_start_lsn)) AS redo FROM sys.master_files f WHERE f.database_id = DB_ID(N'mgc') AND f.type = 0",
      );
      return BigInt(String(row?.redo ?? 0));
    };
    const before = await redo();
    for (const { command } of commands) {
      const text = showCommand(command);
      if (!text.includes("<file>")) {
        await dba(command.target, text.replace("<a folder of the home instance>", "\\\\fsto01\\Mirror"));
        continue;
      }
      // Each log backup since the recovery, in the order of its FirstLSN, as msdb there has them; what was restored stands there too.
      const files = await dba(
        otherA,
        `SELECT f.physical_device_name AS file_name FROM msdb.dbo.backupset b JOIN msdb.dbo.backupmediafamily f ON f.media_set_id = b.media_set_id WHERE b.database_name = N'mgc' AND b.type = 'L' AND b.server_name = N'${otherA}' ORDER BY b.first_lsn`,
      );
      for (const { file_name: file } of files)
        await dba(
          command.target,
          text.replace(/N'[^']*<file>'/, () => `N'${String(file)}'`),
        );
    }
    await until(
      "home's copy to take the log of what serves",
      async () => ((await redo()) > before ? true : null),
      300_000,
    );
    expect((await lab.truth()).writable).toEqual([otherA]);
  } finally {
    await bench.close();
  }
});
