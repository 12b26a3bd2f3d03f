import type { CheckState } from "#lib/domain/health/check.ts";
import { type Change, instance, jobs, lags, mgc, parity, problem, rows, work } from "./changes.ts";
import { read } from "./healthy-instances.ts";
import { now } from "./healthy-readings.ts";

const toAll = { kind: "read", value: [{ account: "Everyone", isAllowed: true, mayWrite: true }] } as const;
const hourAgo = "2026-11-21T09:00:00.000Z";

/** One way in which each check turns, and to what. */
export const turned: readonly (readonly [string, CheckState, Change])[] = [
  ["log-backup-age", "bad", lags({ backupLagSeconds: 901 })],
  ["log-copy-lag", "bad", lags({ copyLagSeconds: 901 })],
  ["log-restore-lag", "bad", lags({ restoreLagSeconds: 3_601 })],
  ["recovery-point", "bad", lags({ backupLagSeconds: 500, copyLagSeconds: 500 })],
  ["shipping-set-up", "bad", work("h2", () => ({ shipping: { kind: "read", value: [] } }))],
  ["shipping-settings", "warning", work("o1", (v) => ({ shipping: rows(v.shipping, () => ({ restoreDelay: 90 })) }))],
  ["shipping-jobs", "bad", jobs("o1", () => ({ enabled: 0 }))],
  ["shipping-jobs-move", "bad", jobs("h1", () => ({ runningSince: "x", runSeenSince: hourAgo }))],
  ["shipping-idle", "bad", lags({ copyLagSeconds: 2_500 })],
  [
    "shipping-errors",
    "warning",
    work("o1", () => ({ shippingErrors: { kind: "read", value: [{ agentType: 1, ageSeconds: 20, message: "53" }] } })),
  ],
  ["chain-unbroken", "bad", problem("gap", "broken")],
  ["chain-readable", "bad", problem("unreadable", "broken")],
  ["chain-names", "warning", problem("duplicate", "odd")],
  [
    "out-of-band-backups",
    "warning",
    work("h1", () => ({
      recentBackups: {
        kind: "read",
        value: [
          { userName: "bob", isCopyOnly: false, firstLsn: "1", lastLsn: "2", finishedLocal: "x", file: "D:\\bob.trn" },
        ],
      },
    })),
  ],
  ["one-writable-copy", "bad", instance("o1", { writable: true })],
  ["other-copy-restoring", "bad", instance("o1", { role: "none", mgcState: "SUSPECT" })],
  [
    "standby-sessions",
    "warning",
    instance("o1", { sessions: [{ sessionId: 60, program: "ssms", host: "x", login: "bob", command: "" }] }),
  ],
  ["recovery-model", "bad", mgc("h1", { recoveryModel: "SIMPLE" })],
  ["database-options", "warning", mgc("h1", { ownerName: null })],
  ["serving-backups", "bad", () => ({ poolState: read("FailedOver") })],
  ["compliance-database", "bad", mgc("h1", { state: "SUSPECT" }, "mgccomp")],
  ["mirror-in-step", "bad", mgc("h1", { mirroringState: "SUSPENDED" })],
  ["mirror-safety", "bad", mgc("h1", { safety: "OFF" })],
  ["mirror-witness", "warning", mgc("h1", { witnessState: "DISCONNECTED" })],
  ["compliance-mirror", "warning", mgc("h1", { mirroringState: "SUSPENDED" }, "mgccomp")],
  [
    "mirror-queue",
    "warning",
    work("h1", (v) => ({
      mirrorQueue: rows(v.mirrorQueue, () => ({ unrestoredKb: 900, rises: 5, risesSince: hourAgo })),
    })),
  ],
  ["mirror-sides-agree", "bad", mgc("h2", { mirroringState: "DISCONNECTED" })],
  [
    "instance-answers",
    "unknown",
    (seen) => ({ instances: { ...seen.instances, o2: { value: null, at: null, error: "no answer" } } }),
  ],
  ["instance-response", "warning", work("o2", () => ({ tookMs: 2_000 }))],
  ["version-parity", "bad", instance("o1", { productVersion: "13.0.4001.0" })],
  ["edition-parity", "warning", instance("h2", { edition: "Enterprise" })],
  [
    "sql-services",
    "bad",
    work("o1", () => ({
      services: { kind: "read", value: [{ name: "SQL Server Agent", status: "Stopped", startType: "Manual" }] },
    })),
  ],
  ["clock-offset", "warning", instance("h1", { clockOffsetMs: -1_800_000 })],
  [
    "disk-space",
    "bad",
    work("h2", () => ({
      volumes: {
        kind: "read",
        value: [{ name: "mgc", sizeBytes: "1", mountPoint: "D:\\", freeBytes: "0", totalBytes: "9" }],
      },
    })),
  ],
  [
    "logins-by-sid",
    "bad",
    parity("o1", { logins: { kind: "read", value: [{ name: "chat", sid: "0x02", isDisabled: false }] } }),
  ],
  ["mirroring-endpoint", "bad", work("o2", () => ({ endpoints: { kind: "read", value: [] } }))],
  [
    "server-options",
    "warning",
    parity("o2", { options: { kind: "read", value: [{ name: "Agent XPs", value: "0" }] } }),
  ],
  [
    "console-rights",
    "bad",
    parity("o2", {
      rights: {
        kind: "read",
        value: [
          { login: "c", isSysadmin: false, mayViewState: true, mayViewDefinition: true, mayCreateDatabase: true },
        ],
      },
    }),
  ],
  [
    "folder-answers",
    "unknown",
    (seen) => ({ folders: { ...seen.folders, mirrorShare: { value: null, at: null, error: "53" } } }),
  ],
  [
    "folder-writers",
    "warning",
    (seen) => ({ shareRights: { ...seen.shareRights, backupShare: read({ share: toAll, folder: toAll }) } }),
  ],
  [
    "chat-service",
    "bad",
    (seen) => ({ serviceStates: { ...seen.serviceStates, "pchat01.contoso.local": read("Stopped") } }),
  ],
  [
    "chat-start-type",
    "bad",
    (seen) => ({ serviceStarts: { ...seen.serviceStarts, "pchat05.contoso.local": read("Disabled") } }),
  ],
  [
    "chat-replica",
    "warning",
    () => ({ replicas: read({ "pchat01.contoso.local": true, "pchat05.contoso.local": false }) }),
  ],
  [
    "chat-replica-reports",
    "warning",
    (seen) => ({
      replicaReports: read({ ...seen.replicaReports.value, "pchat05.contoso.local": { value: "r", since: hourAgo } }),
    }),
  ],
  [
    "chat-ping",
    "warning",
    (seen) => ({ pings: read({ ...seen.pings.value, "pchat01.contoso.local": { value: "p", since: hourAgo } }) }),
  ],
  ["pool-state", "bad", () => ({ poolState: read("Odd") })],
  ["active-servers", "bad", () => ({ activeServers: read(["pchat05.contoso.local"]) })],
  [
    "management-store",
    "unknown",
    () => ({ managementStore: { value: "fe", at: now, error: "names no active master" } }),
  ],
  ["next-hop", "unknown", () => ({ nextHop: { value: 3, at: now, error: "refused" } })],
  ["file-store", "unknown", () => ({ fileStore: { value: 3, at: now, error: "refused" } })],
  ["compliance-backlog", "bad", () => ({ compliance: read({ waiting: "9", oldest: { value: "1", since: hourAgo } }) })],
  ["capture-age", "warning", () => ({ captureAt: "2026-11-21T08:00:00.000Z" })],
  ["message-numbers", "unknown", () => ({ watermarks: { value: null, at: null, error: "no live copy" } })],
  [
    "marker-message",
    "warning",
    () => ({ marker: read({ newest: null, failed: { why: "left nothing in the room", at: now } }) }),
  ],
  [
    "drill-age",
    "bad",
    () => ({ drills: read({ last: { label: "R-0001", at: "2026-05-01T10:00:00.000Z" }, recordSince: hourAgo }) }),
  ],
  ["recovery-time", "warning", () => ({ recoveryTime: read({ fewest: 300, most: null, runs: 0 }) })],
];
