import type { InstanceWorld } from "./instance-world.ts";
import type { JobRun } from "./job-step.ts";
import { ShippingLog } from "./log-shipping-history.ts";

/** How each job names what it works for, and its last words when it found nothing to do. */
const kinds = {
  backup: { kind: 0, table: "log_shipping_primary_databases", key: "primary_id", database: "primary_database" },
  copy: { kind: 1, table: "log_shipping_secondary", key: "secondary_id", database: "primary_database" },
  restore: { kind: 2, table: "log_shipping_secondary_databases", key: "secondary_id", database: "secondary_database" },
} as const;

function lastWords(kind: 0 | 1 | 2, of: { readonly id: string; readonly database: string }): string {
  if (kind === 0)
    return `Database ${of.database} is not ONLINE. The backup job will not be performed until this database is brought online.`;
  if (kind === 1)
    return `The copy operation was successful. Secondary ID: '${of.id.toLowerCase()}', Number of log backup files copied: 0`;
  return `The restore operation was successful. Secondary Database: '${of.database}', Number of log backup files restored: 0`;
}

/** sqllogship as it is when its settings lead it past the work: it succeeds, says so, and ships nothing. */
export function* runIdleJob(
  instance: InstanceWorld,
  job: { readonly ship: keyof typeof kinds; readonly id: string },
): JobRun {
  const { kind, table, key, database: column } = kinds[job.ship];
  const row = instance.msdb(table).find((one) => one[key] === job.id);
  const database = String(row?.[column] ?? "");
  const log = new ShippingLog(instance, { id: job.id, kind, database: kind === 1 ? "" : database });
  yield;
  return log.done(lastWords(kind, { id: job.id, database }));
}
