import type { CaptureSection } from "#lib/domain/commands/queries/capture.ts";
import type { Compliance, FakeInstance, Shipping } from "./failback-world.ts";

type Row = Readonly<Record<string, unknown>>;

/** Rows of a capture's section, from what the set-up procedures were really told. */
export function captureRows(here: FakeInstance, section: CaptureSection): readonly Row[] {
  const { primary, secondary, mgc } = here;
  switch (section) {
    case "logShippingPrimary":
      return primary ? [primaryRow(primary)] : [];
    case "monitorPrimary":
      return primary ? [monitorRow(primary, "backup_threshold")] : [];
    case "logShippingPrimarySecondaries":
      return (primary?.secondaries ?? []).map((s) => ({ secondary_server: s, secondary_database: "mgc" }));
    case "logShippingSecondary":
      return secondary ? [secondaryRow(secondary)] : [];
    case "logShippingSecondaryDatabase":
      return secondary ? [secondaryDatabaseRow(secondary)] : [];
    case "monitorSecondary":
      return secondary ? [monitorRow(secondary, "restore_threshold")] : [];
    case "jobs":
      return [...here.jobs.keys()].map((name) => ({ jobId: `job ${name}`, name, enabled: 1 }));
    case "jobSchedules":
      return [
        ...(primary ? scheduleRows(primary, "s", primary.told.backupJob) : []),
        ...(secondary ? scheduleRows(secondary, "c", secondary.told.copyJob) : []),
        ...(secondary ? scheduleRows(secondary, "r", secondary.told.restoreJob) : []),
      ];
    case "logins":
      return [{ name: "CONTOSO\\svc-pchat", sidHex: "0x01", type: "U" }];
    case "mirroring":
      return [
        {
          mirroring_role_desc: mgc?.role ?? null,
          mirroring_witness_name: mgc?.witness ?? null,
          // What the set-up of a mirror gives.
          mirroring_safety_level_desc: mgc?.role ? "FULL" : null,
        },
      ];
    case "complianceMirroring":
      return here.mgccomp ? [complianceRow(here.mgccomp)] : [];
    case "databaseOptions":
      return mgc ? [{ ownerName: mgc.owner, is_trustworthy_on: mgc.trustworthy, is_db_chaining_on: mgc.chaining }] : [];
    case "files":
      return mgc ? [{ logicalName: "mgc_data", path: "D:\\Data\\mgc.mdf" }] : [];
    default:
      return [];
  }
}

const complianceRow = ({ role, partner, witness }: Compliance): Row => ({
  mirroring_role_desc: role,
  mirroring_partner_instance: partner,
  mirroring_witness_name: witness ?? (role === null ? null : ""),
});

const number = (text: string | undefined) => Number(text ?? Number.NaN);

const primaryRow = ({ told }: Shipping): Row => ({
  backup_directory: told.directory,
  backup_share: told.share,
  backup_retention_period: number(told.retention),
  backupJobId: `job ${told.backupJob}`,
  monitor_server: told.monitor,
  monitor_server_security_mode: told.windows === "1",
  backup_compression: number(told.compression),
});

const secondaryRow = ({ told }: Shipping): Row => ({
  primary_server: told.primaryServer,
  backup_source_directory: told.source,
  backup_destination_directory: told.destination,
  file_retention_period: number(told.retention),
  copyJobId: `job ${told.copyJob}`,
  restoreJobId: `job ${told.restoreJob}`,
  monitor_server: told.monitor,
  monitor_server_security_mode: told.windows === "1",
});

const secondaryDatabaseRow = ({ told }: Shipping): Row => ({
  restore_delay: number(told.delay),
  restore_all: told.all === "1",
  restore_mode: told.mode === "1",
  disconnect_users: told.disconnect === "1",
});

const monitorRow = ({ told }: Shipping, threshold: string): Row => ({
  [threshold]: number(told.threshold),
  threshold_alert: number(told.alert),
  threshold_alert_enabled: told.alerting === "1",
  history_retention_period: number(told.history),
});

function scheduleRows({ told, whole }: Shipping, prefix: string, job: string | undefined): readonly Row[] {
  if (!whole) return [];
  const value = (key: string) => number(told[`${prefix}1${key}`]);
  return [
    {
      jobId: `job ${job}`,
      name: told[`${prefix}1name`],
      enabled: value("on"),
      freq_type: value("ft"),
      freq_interval: value("fi"),
      freq_subday_type: value("st"),
      freq_subday_interval: value("si"),
      freq_relative_interval: value("ri"),
      freq_recurrence_factor: value("rf"),
      active_start_date: value("sd"),
      active_end_date: value("ed"),
      active_start_time: value("sh"),
      active_end_time: value("eh"),
    },
  ];
}
