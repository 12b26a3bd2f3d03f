import { z } from "zod";
import type { Schedule, ShippingPrimary, ShippingSecondary } from "#lib/domain/commands/log-shipping-setup.ts";
import type { CaptureSection } from "#lib/domain/commands/queries/capture.ts";
import { captured, isCaptured } from "./captured.ts";

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
const alertRow = z.object({
  threshold_alert: z.number(),
  threshold_alert_enabled: bit,
  history_retention_period: z.number(),
});
const monitorPrimaryRow = alertRow.extend({ backup_threshold: z.number() });
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
const monitorSecondaryRow = alertRow.extend({ restore_threshold: z.number() });

/** Log shipping of one home instance as far as its captured half holds it. Pure. */
export function capturedPrimary(half: unknown): Partial<ShippingPrimary> {
  const p = first(half, "logShippingPrimary", primaryRow);
  const m = first(half, "monitorPrimary", monitorPrimaryRow);
  return {
    ...(p && {
      backupDirectory: p.backup_directory,
      backupShare: p.backup_share,
      retentionMinutes: p.backup_retention_period,
      compression: p.backup_compression,
      monitor: p.monitor_server,
      monitorWindows: p.monitor_server_security_mode,
    }),
    ...(p && jobOf(half, p.backupJobId, { name: "backupJob", schedules: "schedules" } as const)),
    ...(m && { backupThreshold: m.backup_threshold, ...alertOf(m) }),
  };
}

/** Log shipping of the secondary as far as its captured half holds it. Pure. */
export function capturedSecondary(half: unknown): Partial<ShippingSecondary> {
  const s = first(half, "logShippingSecondary", secondaryRow);
  const d = first(half, "logShippingSecondaryDatabase", secondaryDatabaseRow);
  const m = first(half, "monitorSecondary", monitorSecondaryRow);
  return {
    ...(s && {
      primaryServer: s.primary_server,
      sourceDirectory: s.backup_source_directory,
      destinationDirectory: s.backup_destination_directory,
      retentionMinutes: s.file_retention_period,
      monitor: s.monitor_server,
      monitorWindows: s.monitor_server_security_mode,
    }),
    ...(s && jobOf(half, s.copyJobId, { name: "copyJob", schedules: "copySchedules" } as const)),
    ...(s && jobOf(half, s.restoreJobId, { name: "restoreJob", schedules: "restoreSchedules" } as const)),
    ...(d && {
      restoreDelay: d.restore_delay,
      restoreAll: d.restore_all,
      restoreMode: d.restore_mode,
      disconnectUsers: d.disconnect_users,
    }),
    ...(m && { restoreThreshold: m.restore_threshold, ...alertOf(m) }),
  };
}

/** Log shipping of one home instance out of its captured half; null when the half does not hold all of it. Pure. */
export const rebuildPrimary = (half: unknown): ShippingPrimary | null => wholePrimary(capturedPrimary(half));

/** Log shipping of the secondary out of its captured half; null when the half does not hold all of it. Pure. */
export const rebuildSecondary = (half: unknown): ShippingSecondary | null => wholeSecondary(capturedSecondary(half));

/** All of it, or null when a value is lacking. Pure. */
export const wholePrimary = (parts: Partial<ShippingPrimary>): ShippingPrimary | null =>
  isWhole<ShippingPrimary>(parts, primaryKeys) ? parts : null;

/** All of it, or null when a value is lacking. Pure. */
export const wholeSecondary = (parts: Partial<ShippingSecondary>): ShippingSecondary | null =>
  isWhole<ShippingSecondary>(parts, secondaryKeys) ? parts : null;

const isWhole = <T extends object>(parts: Partial<T>, keys: readonly (keyof T)[]): parts is T =>
  keys.every((key) => parts[key] !== undefined);

const primaryKeys = [
  ...(["backupDirectory", "backupShare", "backupJob", "retentionMinutes", "compression", "monitor"] as const),
  ...(["monitorWindows", "backupThreshold", "alert", "alertEnabled", "historyMinutes", "schedules"] as const),
];
const secondaryKeys = [
  ...(["primaryServer", "sourceDirectory", "destinationDirectory", "copyJob", "restoreJob"] as const),
  ...(["retentionMinutes", "monitor", "monitorWindows", "restoreDelay", "restoreAll", "restoreMode"] as const),
  ...(["disconnectUsers", "restoreThreshold", "alert", "alertEnabled", "historyMinutes"] as const),
  ...(["copySchedules", "restoreSchedules"] as const),
];

function first<T>(half: unknown, section: CaptureSection, row: z.ZodType<T>): T | undefined {
  const found = row.safeParse(captured(half, section)[0]);
  return found.success ? found.data : undefined;
}

const alertOf = (m: z.infer<typeof alertRow>) => ({
  alert: m.threshold_alert,
  alertEnabled: m.threshold_alert_enabled,
  historyMinutes: m.history_retention_period,
});

/** A job's name and schedules under the keys asked for; what was never read is left out, a job without a schedule has none. */
function jobOf<N extends string, S extends string>(half: unknown, id: string, keys: { name: N; schedules: S }) {
  const jobs = jobRow.array().safeParse(captured(half, "jobs"));
  const name = jobs.success ? jobs.data.find((j) => j.jobId === id)?.name : undefined;
  const schedules = isCaptured(half, "jobSchedules") ? schedulesOf(half, id) : undefined;
  return {
    ...(name === undefined ? {} : { [keys.name]: name }),
    ...(schedules === undefined ? {} : { [keys.schedules]: schedules }),
  } as Partial<Record<N, string> & Record<S, readonly Schedule[]>>;
}

function schedulesOf(half: unknown, jobId: string): readonly Schedule[] | undefined {
  const rows = scheduleRow.array().safeParse(captured(half, "jobSchedules"));
  if (!rows.success) return undefined;
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
