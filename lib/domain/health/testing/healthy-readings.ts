import type { HealthReadings } from "#lib/domain/health/readings.ts";
import { testPool } from "#lib/watch/fakes.ts";
import { at, healthyInstances, long, read } from "./healthy-instances.ts";

/** For tests: the console's clock of these readings. */
export const now = "2026-11-21T10:00:00.000Z";
/** For tests: the pool of these readings. */
export const pool: typeof testPool = {
  ...testPool,
  nextHop: { name: "fe.contoso.local", host: "fe", port: 5_061 },
  fileStore: { name: "fs.contoso.local", host: "fs", port: 445, hostedIn: "third" },
  testUsers: { sender: "sip:a", receiver: "sip:b", registrar: "fe.contoso.local", chatRoomUri: "x", dailyMarker: true },
};

const ids = ["backupShare", "copyFolder", "mirrorShare", "newLogBackups"] as const;
const list = { kind: "read", value: [{ account: "D\\\\sql", isAllowed: true, mayWrite: true }] } as const;
const servers = pool.chatServers.map(({ fqdn }) => fqdn);
const byServer = <T>(value: T) => Object.fromEntries(servers.map((fqdn) => [fqdn, value]));

/** For tests: everything read two seconds ago and good; to be changed at will. */
export function healthyReadings(): HealthReadings {
  return {
    ...healthyInstances(),
    folders: { backupShare: read([]), copyFolder: read([]), mirrorShare: read([]), newLogBackups: read([]) },
    shareRights: Object.fromEntries(ids.map((id) => [id, read({ share: list, folder: list })])),
    poolState: read("Normal"),
    activeServers: read(["pchat01.contoso.local"]),
    managementStore: read("fe.contoso.local"),
    replicas: read(byServer(true)),
    replicaReports: read(byServer({ value: "report 1", since: long })),
    serviceStates: byServer(read("Running")),
    serviceStarts: byServer(read("Automatic")),
    pings: read(byServer({ value: "ping 1", since: long })),
    logShipping: read({
      backupLagSeconds: 20,
      copyLagSeconds: 10,
      restoreLagSeconds: 30,
      lastBackupFile: "c.trn",
      lastCopiedFile: "b.trn",
      lastRestoredFile: "a.trn",
      removed: false,
    }),
    chain: read({
      redo: { lsn: "100", forkGuid: "F" },
      end: { lsn: "300", forkGuid: "F" },
      toApply: 2,
      lastFile: "c.trn",
      filesRead: 9,
      unread: 0,
      problems: [],
    }),
    compliance: read({ waiting: "0", oldest: null }),
    nextHop: read(3),
    fileStore: read(3),
    watermarks: read({}),
    marker: read({ newest: { room: 105, name: "Tests", chatId: "7", writtenAt: long }, failed: null }),
    captureAt: long,
    drills: read({
      last: { label: "R-0001", at: "2026-11-20T10:00:00.000Z" },
      recordSince: "2026-01-01T10:00:00.000Z",
    }),
    recoveryTime: read({ fewest: 300, most: 600, runs: 5 }),
    loss: read({ fewest: "0", most: "4", sampledAt: at, completeUpTo: at, rooms: [] }),
  };
}
