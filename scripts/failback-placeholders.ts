import type { Schedule } from "#lib/domain/commands/log-shipping-setup.ts";
import type { FailbackPins, Way } from "#lib/domain/steps/failback/pins.ts";

const schedule: Schedule = {
  name: "<schedule as captured>",
  enabled: 1,
  freqType: 4,
  freqInterval: 1,
  freqSubdayType: 4,
  freqSubdayInterval: 15,
  freqRelativeInterval: 0,
  freqRecurrenceFactor: 0,
  activeStartDate: 20260101,
  activeEndDate: 99991231,
  activeStartTime: 0,
  activeEndTime: 235959,
};

const primary = {
  backupDirectory: "<backup directory as captured>",
  backupShare: "<backup share as captured>",
  backupJob: "<backup job as captured>",
  retentionMinutes: 4320,
  compression: 2,
  monitor: "<monitor as captured>",
  monitorWindows: 1,
  backupThreshold: 60,
  alert: 14420,
  alertEnabled: 1,
  historyMinutes: 5760,
  schedules: [schedule],
};
const [first, second] = ["<home A>", "<home B>"] as const;
const moves = [
  { logical: "<data file>", path: "<its path on this instance>" },
  { logical: "<log file>", path: "<its path on this instance>" },
];

/** Placeholders where a real failback plan has what was found and captured; numbers are examples. */
export const failbackPlaceholders = (way: Way): FailbackPins => ({
  way,
  source: "<instance of the other site that serves>",
  sourceMirror: "<its mirror>",
  mirrored: ["mgc", "mgccomp"],
  compliance: [
    {
      site: "home",
      instance: first,
      mirror: second,
      sqlFqdn: "<SQL Server of home's compliance database as the topology says it>",
      sqlInstance: "<its instance>",
      witness: "<witness of mgccomp as captured>",
      dropExisting: true,
    },
    {
      site: "other",
      instance: "<instance of the other site with mgccomp>",
      mirror: "<its mirror>",
      sqlFqdn: "<SQL Server of the other site's compliance database as the topology says it>",
      sqlInstance: "<its instance>",
      witness: null,
      dropExisting: true,
    },
  ],
  home: [
    { instance: first, state: "ONLINE", role: "PRINCIPAL", backupJob: "<backup job as read>" },
    { instance: second, state: "RESTORING", role: "MIRROR", backupJob: "<backup job as read>" },
  ],
  homeServices: [
    {
      server: "<each chat server of home>",
      service: "<each chat and compliance service as read>",
      startType: "<its start-up type as read>",
    },
  ],
  otherServices: [
    { server: "<each chat server of the other site>", service: "<each chat and compliance service as read>" },
  ],
  otherRan: [
    {
      server: "<each chat server of the other site>",
      service: "<each service that ran before the failover, as captured>",
    },
  ],
  activeNow: ["<each chat server that is active now>"],
  files: {
    safe: { [first]: "<safe copy of home A>", [second]: "<safe copy of home B>" },
    full: "<new file on the backup share>",
    reseed: "<second new file on the backup share>",
    tail: "<third new file on the backup share>",
  },
  moves: { home: moves, other: moves },
  ownLogJob: "<log backup job of the failover>",
  rebuild: {
    captureId: null,
    taken: {},
    owner: "<owner as captured>",
    trustworthy: false,
    chaining: true,
    files: moves,
    windowsLogins: [],
    witness: "<witness as captured>",
    safety: "<safety as captured>",
    wasMirrored: true,
    primaries: { [first]: primary, [second]: primary },
    secondary: {
      primaryServer: first,
      sourceDirectory: "<backup share as captured>",
      destinationDirectory: "<copy folder as captured>",
      copyJob: "<copy job as captured>",
      restoreJob: "<restore job as captured>",
      retentionMinutes: 4320,
      monitor: "<monitor as captured>",
      monitorWindows: 1,
      restoreDelay: 0,
      restoreAll: 1,
      restoreMode: 0,
      disconnectUsers: 0,
      restoreThreshold: 45,
      alert: 14421,
      alertEnabled: 1,
      historyMinutes: 5760,
      copySchedules: [schedule],
      restoreSchedules: [schedule],
    },
    activeServers: ["<each chat server to activate>"],
    given: [],
    missing: [],
  },
});
