import type { InstanceWorld } from "./instance-world.ts";
import type { JobRun } from "./job-step.ts";
import { cleanFolder, fileNameOf, isJobFailure, isLogName, ShippingLog } from "./log-shipping-history.ts";

/** sqllogship -Copy: every newer file of the share into the local folder, as .wrk until whole. */
export function* runCopyJob(instance: InstanceWorld, secondaryId: string): JobRun {
  const secondary = instance.msdb("log_shipping_secondary").find((row) => row.secondary_id === secondaryId);
  const log = new ShippingLog(instance, { id: secondaryId, kind: 1, database: "" });
  log.write(0, `Starting transaction log copy. Secondary ID: '${secondaryId.toLowerCase()}'`);
  if (!secondary) return log.failed(new Error("Could not retrieve copy settings for secondary ID."));
  const { disk } = instance.world;
  const host = instance.host;
  const database = String(secondary.primary_database);
  const [source, target] = [String(secondary.backup_source_directory), String(secondary.backup_destination_directory)];
  let copied = 0;
  try {
    const newest = fileNameOf(secondary.last_copied_file);
    const names = disk
      .list({ host, path: source })
      .map((file) => file.name)
      .filter((name) => isLogName(name, database) && name > newest)
      .sort();
    for (const name of names) {
      const file = `${target}\\${name}`;
      const half = file.replace(/\.trn$/i, ".wrk");
      disk.write({ host, path: half }, disk.read({ host, path: `${source}\\${name}` }));
      yield;
      disk.rename({ host, path: half }, file);
      copied += 1;
      const stamps = { last_copied_file: file, last_copied_date: instance.localNow() };
      Object.assign(secondary, stamps);
      for (const row of instance.msdb("log_shipping_monitor_secondary"))
        if (row.secondary_id === secondaryId) Object.assign(row, stamps, { last_copied_date_utc: instance.utcNow() });
    }
    cleanFolder(instance, { folder: target, database, minutes: Number(secondary.file_retention_period ?? 4320) });
    return log.done(
      `The copy operation was successful. Secondary ID: '${secondaryId.toLowerCase()}', Number of log backup files copied: ${copied}`,
    );
  } catch (error) {
    if (!isJobFailure(error)) throw error;
    return log.failed(error);
  }
}
