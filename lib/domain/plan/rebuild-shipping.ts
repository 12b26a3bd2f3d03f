import { z } from "zod";
import type { Schedule, ShippingPrimary, ShippingSecondary } from "#lib/domain/commands/log-shipping-setup.ts";
import { captured } from "./captured.ts";

const bit = z.union([z.boolean(), z.number()]).transform(Number);

const jobRow = z.object({ jobId: z.string(), name: z.string() });
const scheduleRow = z.object({
  jobId: z.string(),
  name: z.string(),
  enabled: bit,
  freq_type: z.number(),
  freq_interval: z.number(),
  freq_subday_type: z.number(),
  freq_subday_interval: z.number(),
  freq_relative_interval: z.number(),
  freq_recurrence_factor: z.number(),
  active_start_date: z.number(),
  active_end_date: z.number(),
  active_start_time: z.number(),
  active_end_time: z.number(),
});
const primaryRow = z.object({
  backup_directory: z.string(),
  backup_share: z.string(),
  backup_retention_period: z.number(),
  backupJobId: z.string(),
  monitor_server: z.string(),
  monitor_server_security_mode: bit,
  backup_compression: z.number(),
});
const monitorPrimaryRow = z.object({
  backup_threshold: z.number(),
  threshold_alert: z.number(),
  threshold_alert_enabled: bit,
  history_retention_period: z.number(),
});
const secondaryRow = z.object({
  primary_server: z.string(),
  backup_source_directory: z.string(),
  backup_destination_directory: z.string(),
  file_retention_period: z.number(),
  copyJobId: z.string(),
  restoreJobId: z.string(),
  monitor_server: z.string(),
  monitor_server_security_mode: bit,
});
const secondaryDatabaseRow = z.object({
  restore_delay: z.number(),
  restore_all: bit,
  restore_mode: bit,
  disconnect_users: bit,
});
const monitorSecondaryRow = z.object({
  restore_threshold: z.number(),
  threshold_alert: z.number(),
  threshold_alert_enabled: bit,
  history_retention_period: z.number(),
});

/** Log shipping of one home instance out of its captured half; null when the half does not hold all of it. Pure. */
export function rebuildPrimary(half: unknown): ShippingPrimary | null {
  const primary = primaryRow.safeParse(captured(half, "logShippingPrimary")[0]);
  const monitor = monitorPrimaryRow.safeParse(captured(half, "monitorPrimary")[0]);
  if (!primary.success || !monitor.success) return null;
  const p = primary.data;
  const job = jobName(half, p.backupJobId);
  if (job === null) return null;
  return {
    backupDirectory: p.backup_directory,
    backupShare: p.backup_share,
    backupJob: job,
    retentionMinutes: p.backup_retention_period,
    compression: p.backup_compression,
    monitor: p.monitor_server,
    monitorWindows: p.monitor_server_security_mode,
    backupThreshold: monitor.data.backup_threshold,
    alert: monitor.data.threshold_alert,
    alertEnabled: monitor.data.threshold_alert_enabled,
    historyMinutes: monitor.data.history_retention_period,
    schedules: schedulesOf(half, p.backupJobId),
  };
}

/** Log shipping of the secondary out of its captured half; null when the half does not hold all of it. Pure. */
export function rebuildSecondary(half: unknown): ShippingSecondary | null {
  const secondary = secondaryRow.safeParse(captured(half, "logShippingSecondary")[0]);
  const database = secondaryDatabaseRow.safeParse(captured(half, "logShippingSecondaryDatabase")[0]);
  const monitor = monitorSecondaryRow.safeParse(captured(half, "monitorSecondary")[0]);
  if (!secondary.success || !database.success || !monitor.success) return null;
  const s = secondary.data;
  const [copyJob, restoreJob] = [jobName(half, s.copyJobId), jobName(half, s.restoreJobId)];
  if (copyJob === null || restoreJob === null) return null;
  return {
    primaryServer: s.primary_server,
    sourceDirectory: s.backup_source_directory,
    destinationDirectory: s.backup_destination_directory,
    copyJob,
    restoreJob,
    retentionMinutes: s.file_retention_period,
    monitor: s.monitor_server,
    monitorWindows: s.monitor_server_security_mode,
    restoreDelay: database.data.restore_delay,
    restoreAll: database.data.restore_all,
    restoreMode: database.data.restore_mode,
    disconnectUsers: database.data.disconnect_users,
    restoreThreshold: monitor.data.restore_threshold,
    alert: monitor.data.threshold_alert,
    alertEnabled: monitor.data.threshold_alert_enabled,
    historyMinutes: monitor.data.history_retention_period,
    copySchedules: schedulesOf(half, s.copyJobId),
    restoreSchedules: schedulesOf(half, s.restoreJobId),
  };
}

function jobName(half: unknown, jobId: string): string | null {
  const jobs = jobRow.array().safeParse(captured(half, "jobs"));
  return jobs.success ? (jobs.data.find((j) => j.jobId === jobId)?.name ?? null) : null;
}

function schedulesOf(half: unknown, jobId: string): readonly Schedule[] {
  const rows = scheduleRow.array().safeParse(captured(half, "jobSchedules"));
  if (!rows.success) return [];
  return rows.data
    .filter((r) => r.jobId === jobId)
    .map((r) => ({
      name: r.name,
      enabled: r.enabled,
      freqType: r.freq_type,
      freqInterval: r.freq_interval,
      freqSubdayType: r.freq_subday_type,
      freqSubdayInterval: r.freq_subday_interval,
      freqRelativeInterval: r.freq_relative_interval,
      freqRecurrenceFactor: r.freq_recurrence_factor,
      activeStartDate: r.active_start_date,
      activeEndDate: r.active_end_date,
      activeStartTime: r.active_start_time,
      activeEndTime: r.active_end_time,
    }));
}
