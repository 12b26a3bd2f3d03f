import { SqlError } from "#lab/sql-server/sql/errors.ts";
import type { InstanceWorld } from "./instance-world.ts";
import type { JobRun } from "./job-step.ts";
import {
  digitsOf,
  fileNameOf,
  isJobFailure,
  isLogName,
  ShippingLog,
  stampOf,
  stampTime,
} from "./log-shipping-history.ts";
import { plainRestore, restore } from "./restore.ts";
import type { Row } from "./state.ts";

type Setting = {
  readonly database: string;
  readonly folder: string;
  readonly primary: string;
  readonly link: Row;
  readonly monitor: Row | undefined;
};

/** sqllogship -Restore: every file that fits, in order; a gap is told and is no failure of the job. */
export function* runRestoreJob(instance: InstanceWorld, secondaryId: string): JobRun {
  const secondary = instance.msdb("log_shipping_secondary").find((row) => row.secondary_id === secondaryId);
  const link = instance.msdb("log_shipping_secondary_databases").find((row) => row.secondary_id === secondaryId);
  const database = String(link?.secondary_database ?? "");
  const log = new ShippingLog(instance, { id: secondaryId, kind: 2, database });
  log.write(0, `Starting transaction log restore. Secondary ID: '${secondaryId.toLowerCase()}'`);
  if (!secondary || !link) return log.failed(new Error("Could not retrieve restore settings for secondary ID."));
  const monitor = instance.msdb("log_shipping_monitor_secondary").find((row) => row.secondary_id === secondaryId);
  const setting: Setting = {
    database,
    folder: String(secondary.backup_destination_directory),
    primary: String(secondary.primary_database),
    link,
    monitor,
  };
  const open = instance.openSession({
    login: "NT SERVICE\\SQLAgent$PCHAT",
    hostName: instance.host.toUpperCase(),
    programName: "sqllogship.exe",
    database: "master",
  });
  let restored = 0;
  try {
    for (const name of waiting(instance, setting)) {
      instance.sessions.begin(open.session.spid, {
        command: "RESTORE LOG",
        percent: 0,
        database,
        startedAtMs: instance.localNow().getTime(),
        text: `RESTORE LOG [${database}]`,
      });
      yield;
      const verdict = applyOne(instance, setting, { name, log, spid: open.session.spid });
      instance.sessions.finish(open.session.spid);
      if (verdict === "gap") break;
      if (verdict === "applied") restored += 1;
      if (verdict === "applied" && link.restore_all === false) break;
    }
    if (restored === 0)
      log.write(4, `Could not find a log backup file that could be applied to secondary database '${database}'.`);
    return log.done(
      `The restore operation was successful. Secondary Database: '${database}', Number of log backup files restored: ${restored}`,
    );
  } catch (error) {
    if (!isJobFailure(error)) throw error;
    return log.failed(error);
  } finally {
    open.end();
  }
}

function waiting(instance: InstanceWorld, setting: Setting): readonly string[] {
  const newest = fileNameOf(setting.link.last_restored_file);
  const delayMs = Number(setting.link.restore_delay ?? 0) * 60_000;
  const newestAllowed = stampOf(new Date(instance.utcNow().getTime() - delayMs));
  return instance.world.disk
    .list({ host: instance.host, path: setting.folder })
    .map((file) => file.name)
    .filter((name) => isLogName(name, setting.primary) && name > newest && digitsOf(name) <= newestAllowed)
    .sort();
}

function applyOne(
  instance: InstanceWorld,
  setting: Setting,
  file: { readonly name: string; readonly log: ShippingLog; readonly spid: number },
): "applied" | "skipped" | "gap" {
  const path = `${setting.folder}\\${file.name}`;
  const { database, link, monitor } = setting;
  if (link.disconnect_users === true)
    for (const session of instance.sessions.inDatabase(database)) instance.sessions.kill(session.spid);
  const standby = `${setting.folder}\\${file.name.replace(/\.trn$/i, ".tuf")}`;
  try {
    restore(instance, {
      ...plainRestore,
      kind: "log",
      spid: file.spid,
      database,
      path,
      end: link.restore_mode === true ? { kind: "standby", file: standby } : { kind: "norecovery" },
    });
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    if (error.number === 4326) {
      file.log.write(1, `Skipped log backup file. Secondary DB: '${database}', File: '${path}'`);
      return "skipped";
    }
    if (error.number !== 4305) throw error;
    const tooRecent = `*** Error 4305: The file '${path}' is too recent to apply to the secondary database '${database}'.`;
    file.log.write(1, `${tooRecent}\n**** Error : ${error.message}`);
    file.log.error(tooRecent);
    return "gap";
  }
  file.log.write(1, `Restored log backup file. Secondary DB: '${database}', File: '${path}'`);
  const now = instance.utcNow();
  const stamps = { last_restored_file: path, last_restored_date: instance.localNow() };
  Object.assign(link, stamps);
  if (monitor)
    Object.assign(monitor, stamps, {
      last_restored_date_utc: now,
      last_restored_latency: Math.round((now.getTime() - stampTime(file.name)) / 60_000),
    });
  return "applied";
}
