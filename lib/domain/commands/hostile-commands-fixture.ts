import * as cmdlets from "./cmdlets.ts";
import type { PowerShellCommand, SqlCommand } from "./command.ts";
import * as options from "./database-options.ts";
import * as full from "./full-backup.ts";
import * as jobs from "./jobs.ts";
import * as removal from "./log-shipping-removal.ts";
import * as setup from "./log-shipping-setup.ts";
import * as logins from "./logins.ts";
import * as mirroring from "./mirroring.ts";
import * as restores from "./restore.ts";
import * as fullRestores from "./restore-full.ts";
import * as services from "./services.ts";

type Builders = Readonly<Record<string, (value: string) => SqlCommand | PowerShellCommand>>;

const schedule = (name: string): setup.Schedule => ({
  name,
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
});
const numbers = {
  retentionMinutes: 1,
  monitorWindows: 1,
  alert: 1,
  alertEnabled: 1,
  historyMinutes: 1,
};

/** Every builder of a command that takes a value, given one and the same value wherever it takes a text. */
export const builders = (target: string): Builders => ({
  setPersistentChatState: (v) => cmdlets.setPersistentChatState(v, "Normal"),
  whatIfPersistentChatState: (v) => cmdlets.whatIfPersistentChatState(v),
  setActiveServers: (v) => cmdlets.setActiveServers([v, v], v),
  whatIfActiveServers: (v) => cmdlets.whatIfActiveServers([v, v], v),
  installMirror: (v) => cmdlets.installMirror({ sqlFqdn: v, sqlInstance: v, share: v }),
  failOverMirror: (v) => cmdlets.failOverMirror(v, "Mirror"),
  sendTestMessage: (v) => cmdlets.sendTestMessage({ sender: v, receiver: v, registrar: v, chatRoomUri: v }),
  startService: (v) => cmdlets.startService(v, v),
  whatIfStartService: (v) => cmdlets.whatIfStartService(v, v),
  getWindowsServices: (v) => cmdlets.getWindowsServices(v),
  stopService: (v) => services.stopService(v, v),
  clearActiveServers: (v) => services.clearActiveServers(v),
  getServiceStart: (v) => services.getServiceStart(v, v),
  setServiceStart: (v) => services.setServiceStart(v, v, v),
  setOwner: (v) => options.setOwner(target, v),
  backUpFull: (v) => full.backUpFull(target, { database: v, file: v, name: v, description: v }),
  backUpSafeCopy: (v) => full.backUpSafeCopy(target, { database: v, file: v, name: v, description: v }),
  backUpTail: (v) => full.backUpTail(target, { database: v, file: v, name: v, description: v }),
  verifyBackup: (v) => full.verifyBackup(target, { file: v, position: 1 }),
  disableJob: (v) => jobs.disableJob(target, v),
  enableJob: (v) => jobs.enableJob(target, v),
  startJob: (v) => jobs.startJob(target, v),
  deleteSecondaryDatabase: (v) => jobs.deleteSecondaryDatabase(target, v),
  addLogBackupJob: (v) => jobs.addLogBackupJob(target, { job: v, folder: v }),
  deletePrimarySecondary: (v) => removal.deletePrimarySecondary(target, { server: v, database: v }),
  "log-shipping-removal enableJob": (v) => removal.enableJob(target, v),
  deleteJob: (v) => removal.deleteJob(target, v),
  addPrimarySecondary: (v) => setup.addPrimarySecondary(target, v),
  addShippingPrimary: (v) =>
    setup.addShippingPrimary(target, {
      ...numbers,
      backupDirectory: v,
      backupShare: v,
      backupJob: v,
      compression: 1,
      monitor: v,
      backupThreshold: 1,
      schedules: [schedule(v)],
    }),
  addShippingSecondary: (v) =>
    setup.addShippingSecondary(target, {
      ...numbers,
      primaryServer: v,
      sourceDirectory: v,
      destinationDirectory: v,
      copyJob: v,
      restoreJob: v,
      monitor: v,
      restoreDelay: 0,
      restoreAll: 1,
      restoreMode: 0,
      disconnectUsers: 0,
      restoreThreshold: 1,
      copySchedules: [schedule(v)],
      restoreSchedules: [schedule(v)],
    }),
  createWindowsLogin: (v) => logins.createWindowsLogin(target, v),
  setWitness: (v) => mirroring.setWitness(target, "mgc", v),
  restoreLog: (v) => restores.restoreLog(target, { database: v, file: v, position: 1 }),
  restoreWithRecovery: (v) => restores.restoreWithRecovery(target, v),
  restoreFull: (v) =>
    fullRestores.restoreFull(target, {
      database: v,
      file: v,
      position: 1,
      moves: [{ logical: v, path: v }],
      end: "NORECOVERY",
    }),
});
