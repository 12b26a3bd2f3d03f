import type { Schedule, ShippingPrimary, ShippingSecondary } from "#lib/domain/commands/log-shipping-setup.ts";
import type { GivenShipping } from "#lib/domain/topology/log-shipping.ts";

/** SQL Server's own messages for a threshold that was passed: 14420 on the primary, 14421 on the secondary. */
const alerts = { primary: 14_420, secondary: 14_421 } as const;

/** Log shipping of a primary as the pool file gives it; null when it does not. Pure. */
export function givenPrimary(given: GivenShipping | undefined, instance: string): ShippingPrimary | null {
  const found = given?.primaries.find((p) => same(p.instance, instance));
  if (!found) return null;
  return {
    backupDirectory: found.backupDirectory,
    backupShare: found.backupShare,
    backupJob: found.backupJob,
    retentionMinutes: found.retentionMinutes,
    compression: found.compression,
    monitor: found.monitor,
    monitorWindows: 1,
    backupThreshold: found.backupThresholdMinutes,
    alert: alerts.primary,
    alertEnabled: found.alert ? 1 : 0,
    historyMinutes: found.historyMinutes,
    schedules: [schedule(found.backupJob, found.backupEveryMinutes)],
  };
}

/** Log shipping of the secondary as the pool file gives it, never in standby and without a user to disconnect; null when it does not. Pure. */
export function givenSecondary(given: GivenShipping | undefined, instance: string): ShippingSecondary | null {
  const found = given?.secondary;
  if (!found || !same(found.instance, instance)) return null;
  return {
    primaryServer: found.primaryServer,
    sourceDirectory: found.sourceDirectory,
    destinationDirectory: found.destinationDirectory,
    copyJob: found.copyJob,
    restoreJob: found.restoreJob,
    retentionMinutes: found.retentionMinutes,
    monitor: found.monitor,
    monitorWindows: 1,
    restoreDelay: found.restoreDelayMinutes,
    restoreAll: 1,
    restoreMode: 0,
    disconnectUsers: 0,
    restoreThreshold: found.restoreThresholdMinutes,
    alert: alerts.secondary,
    alertEnabled: found.alert ? 1 : 0,
    historyMinutes: found.historyMinutes,
    copySchedules: [schedule(found.copyJob, found.copyEveryMinutes)],
    restoreSchedules: [schedule(found.restoreJob, found.restoreEveryMinutes)],
  };
}

/** Every day, day and night, every so many minutes. */
const schedule = (job: string, everyMinutes: number): Schedule => ({
  name: `${job}, every ${everyMinutes} min`,
  enabled: 1,
  freqType: 4,
  freqInterval: 1,
  freqSubdayType: 4,
  freqSubdayInterval: everyMinutes,
  freqRelativeInterval: 0,
  freqRecurrenceFactor: 0,
  activeStartDate: 20_000_101,
  activeEndDate: 99_991_231,
  activeStartTime: 0,
  activeEndTime: 235_959,
});

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
