import type { Schedule, ShippingPrimary, ShippingSecondary } from "#lib/domain/commands/log-shipping-setup.ts";
import type { GivenShipping, PrimaryWords, SecondaryWords } from "#lib/domain/topology/log-shipping.ts";

/** SQL Server's own messages for a threshold that was passed: 14420 on the primary, 14421 on the secondary. */
const alerts = { primary: 14_420, secondary: 14_421 } as const;

/** Where each of a person's words about a primary goes. */
export const primaryTargets: Readonly<Record<keyof PrimaryWords, keyof ShippingPrimary>> = {
  backupDirectory: "backupDirectory",
  backupShare: "backupShare",
  backupJob: "backupJob",
  backupEveryMinutes: "schedules",
  retentionMinutes: "retentionMinutes",
  compression: "compression",
  monitor: "monitor",
  backupThresholdMinutes: "backupThreshold",
  alert: "alertEnabled",
  historyMinutes: "historyMinutes",
};

/** Where each of a person's words about the secondary goes. */
export const secondaryTargets: Readonly<Record<keyof SecondaryWords, keyof ShippingSecondary>> = {
  primaryServer: "primaryServer",
  sourceDirectory: "sourceDirectory",
  destinationDirectory: "destinationDirectory",
  copyJob: "copyJob",
  copyEveryMinutes: "copySchedules",
  restoreJob: "restoreJob",
  restoreEveryMinutes: "restoreSchedules",
  restoreDelayMinutes: "restoreDelay",
  restoreAll: "restoreAll",
  standby: "restoreMode",
  disconnectUsers: "disconnectUsers",
  retentionMinutes: "retentionMinutes",
  monitor: "monitor",
  restoreThresholdMinutes: "restoreThreshold",
  alert: "alertEnabled",
  historyMinutes: "historyMinutes",
};

/** A person's words about a primary as msdb takes them, as far as they go. `job`: the name of its backup job where that was captured. Pure. */
export function saidPrimary(words: PrimaryWords, job?: string): Partial<ShippingPrimary> {
  const name = job ?? words.backupJob ?? "log backup";
  return defined<ShippingPrimary>({
    backupDirectory: words.backupDirectory,
    backupShare: words.backupShare,
    backupJob: words.backupJob,
    retentionMinutes: words.retentionMinutes,
    compression: words.compression,
    ...monitorOf(words, alerts.primary),
    backupThreshold: words.backupThresholdMinutes,
    schedules: schedules(name, words.backupEveryMinutes),
  });
}

/** A person's words about the secondary as msdb takes them, as far as they go. `jobs`: names that were captured. Pure. */
export function saidSecondary(
  words: SecondaryWords,
  jobs: Pick<Partial<ShippingSecondary>, "copyJob" | "restoreJob"> = {},
): Partial<ShippingSecondary> {
  return defined<ShippingSecondary>({
    primaryServer: words.primaryServer,
    sourceDirectory: words.sourceDirectory,
    destinationDirectory: words.destinationDirectory,
    copyJob: words.copyJob,
    restoreJob: words.restoreJob,
    retentionMinutes: words.retentionMinutes,
    ...monitorOf(words, alerts.secondary),
    restoreDelay: words.restoreDelayMinutes,
    restoreAll: bit(words.restoreAll),
    restoreMode: bit(words.standby),
    disconnectUsers: bit(words.disconnectUsers),
    restoreThreshold: words.restoreThresholdMinutes,
    copySchedules: schedules(jobs.copyJob ?? words.copyJob ?? "log copy", words.copyEveryMinutes),
    restoreSchedules: schedules(jobs.restoreJob ?? words.restoreJob ?? "log restore", words.restoreEveryMinutes),
  });
}

/** What the pool file says of a primary; null when it says nothing. Pure. */
export function filePrimary(given: GivenShipping | undefined, instance: string): PrimaryWords | null {
  const found = given?.primaries.find((p) => same(p.instance, instance));
  return found ?? null;
}

/** What the pool file says of the secondary; null when it says nothing. Pure. */
export function fileSecondary(given: GivenShipping | undefined, instance: string): SecondaryWords | null {
  const found = given?.secondary;
  return found && same(found.instance, instance) ? found : null;
}

/** The monitor is always reached with Windows authentication: no password is ever given. */
const monitorOf = (words: PrimaryWords | SecondaryWords, alert: number) => ({
  monitor: words.monitor,
  monitorWindows: words.monitor === undefined ? undefined : 1,
  alert: words.alert === undefined ? undefined : alert,
  alertEnabled: bit(words.alert),
  historyMinutes: words.historyMinutes,
});

const bit = (value: boolean | undefined) => (value === undefined ? undefined : value ? 1 : 0);

/** Every day, day and night, every so many minutes. */
const schedules = (job: string, everyMinutes: number | undefined): readonly Schedule[] | undefined =>
  everyMinutes === undefined
    ? undefined
    : [
        {
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
        },
      ];

/** Without what was not said: a captured value is never covered by an absent one. */
const defined = <T>(values: { readonly [K in keyof T]?: T[K] | undefined }): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
