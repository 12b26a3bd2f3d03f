import type { BackupHeader } from "#lib/domain/ports.ts";
import type { Capture } from "#lib/domain/store-port.ts";
import { type Pool, poolSchema } from "#lib/domain/topology/pool.ts";

export const home = ["sqlmi01\\PCHAT", "sqlmi02\\PCHAT"] as const;
export const target = "sqlto01\\PCHAT";
export const chatServers = ["pchat05.contoso.local", "pchat06.contoso.local"] as const;
export const copyJob = "LSCopy_sqlmi01_mgc";
export const backupJob = "LSBackup_mgc";
export const homeServer = "pchat01.contoso.local";
export const restoreJob = "LSRestore_sqlmi01_mgc";
export const fork = "AAAAAAAA-0000-0000-0000-000000000001";

const instance = (name: string, site: string, duty: string) => ({
  name,
  site,
  duties: [duty],
  host: `${name.split("\\")[0]}.contoso.local`,
  port: 1433,
  credential: "lab-sql",
});
const folder = (asServer: string, hostedIn: string) => ({ asServer, asConsole: asServer, hostedIn });

/** The pool that the tests of the engine fail over. */
export const pool: Pool = poolSchema.parse({
  fqdn: "pchatpool.contoso.local",
  product: "SkypeForBusiness",
  sites: { home: "Milano", other: "Torino" },
  instances: [
    instance(home[0], "home", "home A"),
    instance(home[1], "home", "home B"),
    instance(target, "other", "other A"),
    instance("sqlto02\\PCHAT", "other", "other B"),
  ],
  folders: {
    backupShare: folder("\\\\fsto01\\LogShip\\mgc", "third"),
    copyFolder: folder("D:\\LogShip\\mgc", "other"),
    mirrorShare: folder("\\\\fsto01\\Mirror", "other"),
    newLogBackups: folder("\\\\fsto01\\NewLogs\\mgc", "other"),
  },
  chatServers: [
    { fqdn: "pchat01.contoso.local", site: "home" },
    ...chatServers.map((fqdn) => ({ fqdn, site: "other" })),
  ],
  managementShell: { executable: "powershell.exe" },
  nextHop: { name: "fe01.contoso.local", host: "fe01", port: 5061 },
  domainControllers: [
    { name: "dc01.contoso.local", host: "dc01", port: 389 },
    { name: "dc02.contoso.local", host: "dc02", port: 389 },
  ],
  testUsers: {
    sender: "sip:test1@contoso.local",
    receiver: "sip:test2@contoso.local",
    registrar: "fe01.contoso.local",
  },
  targets: { recoveryPointSeconds: 900, recoveryTimeSeconds: 3600 },
  consoleStandsIn: "third",
});

/** A capture that lacks nothing, all of it taken at one moment. */
export function fakeCapture(at: string): Capture {
  const keys = [...pool.instances.map((i) => `instance:${i.name}`), "lync"];
  const halves = Object.fromEntries(keys.map((key) => [key, { at, data: { sections: {}, unread: {} } }]));
  return { id: "capture-1", poolFqdn: pool.fqdn, takenAt: at, halves };
}

export type LogFile = {
  readonly name: string;
  readonly sizeBytes: bigint;
  readonly header: BackupHeader;
  readonly isDamaged?: boolean;
};

/** The n-th log backup of home's mgc: it reaches from LSN 1000·n to 1000·(n+1), with as many digits as SQL Server has. */
export function logBackup(n: number, extra: Partial<BackupHeader> = {}): LogFile {
  const header: BackupHeader = {
    position: 1,
    backupType: 2,
    databaseName: "mgc",
    serverName: home[0],
    firstLsn: lsn(n),
    lastLsn: lsn(n + 1),
    backupSetGuid: `BBBBBBBB-0000-0000-0000-${String(n).padStart(12, "0")}`,
    familyGuid: fork,
    firstRecoveryForkId: fork,
    recoveryForkId: fork,
    startDate: "2026-11-21T09:00:00",
    finishDate: "2026-11-21T09:00:01",
    isCopyOnly: false,
    isDamaged: false,
    ...extra,
  };
  return { name: `mgc_${n}.trn`, sizeBytes: BigInt(5_000 + n), header };
}

/** Above 2^53, and one digit longer from the tenth on: neither numbers nor text would order these. */
export const lsn = (n: number) => `${n}000000000000000000000`;
