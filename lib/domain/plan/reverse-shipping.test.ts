import { expect, test } from "vitest";
import { showCommand } from "#lib/domain/commands/show-command.ts";
import type { Capture } from "#lib/domain/store-port.ts";
import { pool } from "#lib/engine/testing/fake-pool.ts";
import { reverseShipping } from "./reverse-shipping.ts";

const [home, target] = ["sqlmi01\\PCHAT", "sqlto01\\PCHAT"];
const alert = { threshold_alert: 14420, threshold_alert_enabled: 1, history_retention_period: 5760 };
const shared = { monitor_server: "sqlro01", monitor_server_security_mode: 1 };
const halfOf = (sections: Readonly<Record<string, unknown>>) => ({ at: "", data: { sections, unread: {} } });
const atHome = halfOf({
  logShippingPrimary: [
    {
      ...shared,
      backup_directory: "E:\\LogShip",
      backup_share: "\\\\fsto01\\LogShip\\mgc",
      backup_retention_period: 4320,
      backupJobId: "J1",
      backup_compression: 2,
    },
  ],
  monitorPrimary: [{ ...alert, backup_threshold: 60 }],
  jobs: [{ jobId: "J1", name: "LSBackup_mgc" }],
  jobSchedules: [],
});
const atTarget = halfOf({
  logShippingSecondary: [
    {
      ...shared,
      primary_server: home,
      backup_source_directory: "\\\\fsto01\\LogShip\\mgc",
      backup_destination_directory: "D:\\LogShip\\mgc",
      file_retention_period: 4320,
      copyJobId: "J2",
      restoreJobId: "J3",
    },
  ],
  logShippingSecondaryDatabase: [{ restore_delay: 0, restore_all: 1, restore_mode: 0, disconnect_users: 0 }],
  monitorSecondary: [{ ...alert, restore_threshold: 45 }],
  jobs: [
    { jobId: "J2", name: "LSCopy_sqlmi01_mgc" },
    { jobId: "J3", name: "LSRestore_sqlmi01_mgc" },
  ],
  jobSchedules: [],
});
const capture = (halves: Capture["halves"]): Capture => ({ id: "c1", poolFqdn: pool.fqdn, takenAt: "", halves });
const whole = capture({ [`instance:${home}`]: atHome, [`instance:${target}`]: atTarget });

test("turns the captured log shipping around: the serving instance ships, home's RESTORING copy takes it", () => {
  const commands = reverseShipping({ target, home, capture: whole, pool });
  expect(commands.map(({ command }) => command.target)).toEqual([
    target,
    target,
    target,
    home,
    home,
    target,
    home,
    home,
  ]);
  const texts = commands.map(({ command }) => showCommand(command));
  expect(texts[0]).toContain("sp_delete_job");
  expect(texts[1]).toContain("sp_add_log_shipping_primary_database");
  expect(texts[1]).toContain(pool.folders.newLogBackups.asServer);
  expect(texts[2]).toContain(home);
  expect(texts[3]).toMatch(/RESTORE LOG .* NORECOVERY/);
  expect(texts[4]).toContain("sp_add_log_shipping_secondary_primary");
  expect(texts[4]).toContain(`LSCopy_${target}_mgc`);
  // Never the old folder: two forks under one name pattern (dba-notes 10).
  expect(texts.join("\n")).not.toContain(pool.folders.backupShare.asServer);
});

test("makes nothing up where no capture has all the values", () => {
  expect(reverseShipping({ target, home, capture: null, pool })).toEqual([]);
  expect(reverseShipping({ target, home, capture: capture({ [`instance:${home}`]: atHome }), pool })).toEqual([]);
});
