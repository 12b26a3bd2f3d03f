import {
  complianceBacklogQuery,
  databaseFactsQuery,
  volumesQuery,
} from "#lib/domain/commands/queries/health/databases.ts";
import { shippingJobsQuery, sqlServicesQuery } from "#lib/domain/commands/queries/health/jobs.ts";
import { mirrorQueueQuery } from "#lib/domain/commands/queries/health/mirror-queue.ts";
import {
  chatRightsQuery,
  chatUsersQuery,
  endpointQuery,
  loginsQuery,
  rightsQuery,
  serverOptionsQuery,
} from "#lib/domain/commands/queries/health/parity.ts";
import {
  recentBackupsQuery,
  shippingErrorsQuery,
  shippingSetUpQuery,
} from "#lib/domain/commands/queries/health/shipping.ts";
import type { BackupHeader } from "#lib/domain/ports.ts";

type Row = Record<string, unknown>;

/** For tests: what a healthy server answers to the statements of the named checks; null: not one of them. */
export function healthAnswer(target: string, text: string, server: { readonly state: Row }): Row[] | null {
  const [, rows] = answers.find(([query]) => query(target).text === text) ?? [];
  return rows === undefined ? null : rows(target, server.state);
}

type Answer = readonly [(target: string) => { readonly text: string }, (target: string, state: Row) => Row[]];

/** The monitor of a healthy server records something new each time. */
let queueAsked = 0;
const gigabyte = 1_073_741_824;
const mirroring = {
  recoveryModel: "FULL",
  pageVerify: "CHECKSUM",
  isTrustworthy: false,
  isChaining: false,
  ownerName: "sa",
};
const isHome = (target: string) => target.startsWith("h");

const answers: readonly Answer[] = [
  [
    databaseFactsQuery,
    (_, state) =>
      state.stateDesc === null
        ? []
        : ["mgc", "mgccomp"].map((name) => ({
            ...mirroring,
            name,
            state: state.stateDesc,
            mirroringRole: state.mirroringRole,
            mirroringState: state.mirroringState,
            safety: state.mirroringRole === null ? null : "FULL",
            witnessName: "TCP://w:5022",
            witnessState: state.witnessState,
            partner: state.mirroringRole === "PRINCIPAL" ? "h2" : state.mirroringRole === "MIRROR" ? "h1" : null,
          })),
  ],
  [
    volumesQuery,
    () => [
      {
        name: "mgc",
        sizeBytes: `${gigabyte}`,
        mountPoint: "D:\\",
        freeBytes: `${9 * gigabyte}`,
        totalBytes: `${20 * gigabyte}`,
      },
    ],
  ],
  [complianceBacklogQuery, () => [{ waiting: "0", oldestId: null }]],
  [
    shippingJobsQuery,
    (target) =>
      (isHome(target) ? ["backup"] : target === "o1" ? ["copy", "restore"] : []).map((word) => ({
        name: `LS${word}_mgc`,
        enabled: 1,
        subsystem: "CmdExec",
        command: `sqllogship.exe -${word} id`,
        scheduleEnabled: 1,
        everyUnit: 8,
        everyCount: 12,
        lastRunId: "7",
        lastOutcome: 1,
        lastMessage: "done",
        runningSince: null,
      })),
  ],
  [sqlServicesQuery, () => [{ name: "SQL Server Agent (X)", status: "Running", startType: "Automatic" }]],
  [
    shippingSetUpQuery,
    (target) =>
      target === "o2"
        ? []
        : [
            {
              role: isHome(target) ? "primary" : "secondary",
              folder: "\\\\x\\y",
              directory: "\\\\x\\y",
              thresholdMinutes: 60,
              isAlertOn: true,
              restoreDelay: isHome(target) ? null : 0,
              isStandby: isHome(target) ? null : false,
            },
          ],
  ],
  [shippingErrorsQuery, () => []],
  [recentBackupsQuery, () => []],
  [
    mirrorQueueQuery,
    (target) => (isHome(target) ? [{ unsent_log: 0, unrestored_log: 0, time_recorded: `${queueAsked++}` }] : []),
  ],
  [loginsQuery, () => [{ name: "chat", sid: "0x01", isDisabled: false }]],
  [chatRightsQuery, () => [{ inDatabase: "mgc", name: "tblLastChatId", mayRead: 1 }]],
  [chatUsersQuery, () => [{ name: "chat", sid: "0x01" }]],
  [
    endpointQuery,
    () => [{ state: "STARTED", role: "PARTNER", authentication: "NEGOTIATE", encryption: "AES", port: 5_022 }],
  ],
  [serverOptionsQuery, () => [{ name: "Agent XPs", value: "1" }]],
  [
    rightsQuery,
    () => [{ login: "console", isSysadmin: 1, mayViewState: 1, mayViewDefinition: 1, mayCreateDatabase: 1 }],
  ],
];

/** The recovery path of the faked pool. */
export const fakeFork = "AAAAAAAA-0000-0000-0000-000000000000";

/** For tests: the header of the one log backup that the faked folders hold; it goes on where the faked copy stands. */
export const fakeHeader: BackupHeader = {
  position: 1,
  backupType: 2,
  databaseName: "mgc",
  serverName: "h1",
  firstLsn: "18000000005000001",
  lastLsn: "18000000006000001",
  backupSetGuid: "S",
  familyGuid: "F",
  firstRecoveryForkId: fakeFork,
  recoveryForkId: fakeFork,
  startDate: "2026-11-21T09:59:50",
  finishDate: "2026-11-21T09:59:50",
  isCopyOnly: false,
  isDamaged: false,
};
