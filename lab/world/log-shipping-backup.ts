import { backUp, plainBackup } from "./backup.ts";
import type { InstanceWorld } from "./instance-world.ts";
import type { JobRun } from "./job-step.ts";
import { cleanFolder, isJobFailure, ShippingLog, stampOf } from "./log-shipping-history.ts";

/** sqllogship -Backup: writes .wrk, renames to .trn. On a mirror it succeeds and ships nothing. */
export function* runBackupJob(instance: InstanceWorld, primaryId: string): JobRun {
  const primary = instance.msdb("log_shipping_primary_databases").find((row) => row.primary_id === primaryId);
  const database = String(primary?.primary_database ?? "");
  const log = new ShippingLog(instance, { id: primaryId, kind: 0, database });
  log.write(0, `Starting transaction log backup. Primary ID: '${primaryId.toLowerCase()}'`);
  if (!primary) return log.failed(new Error("Could not retrieve backup settings for primary ID."));
  const db = instance.database(database);
  if (db?.state !== "ONLINE" || db.mirroring?.role === "MIRROR")
    return log.done(
      `Database ${database} is not ONLINE. The backup job will not be performed until this database is brought online.`,
    );
  const folder = String(primary.backup_directory);
  const final = `${folder}\\${database}_${stampOf(instance.utcNow())}`;
  try {
    log.write(1, `First attempt to backup database '${database}' to file '${final}.trn'`);
    backUp(instance, { ...plainBackup, kind: "log", database, path: `${final}.wrk`, overwrite: true });
    yield;
    instance.world.disk.rename({ host: instance.host, path: `${final}.wrk` }, `${final}.trn`);
    const stamps = { last_backup_file: `${final}.trn`, last_backup_date: instance.localNow() };
    Object.assign(primary, stamps);
    for (const row of instance.msdb("log_shipping_monitor_primary"))
      if (row.primary_id === primaryId) Object.assign(row, stamps, { last_backup_date_utc: instance.utcNow() });
    cleanFolder(instance, { folder, database, minutes: Number(primary.backup_retention_period ?? 4320) });
    return log.done(
      `The backup operation was successful. Primary Database: '${database}', Log Backup File: '${final}.trn'`,
    );
  } catch (error) {
    if (!isJobFailure(error)) throw error;
    return log.failed(error);
  }
}
