import { captureQuery, captureSections } from "#lib/domain/commands/queries/capture.ts";
import { roomWatermarksQuery, serverPingsQuery } from "#lib/domain/commands/queries/chat-rooms.ts";
import { chatSessionsQuery } from "#lib/domain/commands/queries/chat-sessions.ts";
import { instanceStateQuery, redoStartQuery } from "#lib/domain/commands/queries/instance-state.ts";
import { monitorPrimaryQuery, monitorSecondaryQuery } from "#lib/domain/commands/queries/log-shipping-monitor.ts";
import { AppError, StepError } from "#lib/domain/errors.ts";
import type { ClockPort, Ports } from "#lib/domain/ports.ts";
import { type Pool, poolSchema } from "#lib/domain/topology/pool.ts";
import { fakeFork, fakeHeader, healthAnswer } from "./testing/fake-health.ts";

/** What one faked instance answers. */
export type FakeServer = {
  state: Record<string, unknown>;
  primary?: Record<string, unknown>;
  secondary?: Record<string, unknown>;
  fault: "none" | "hangs" | "unreachable" | "refuses-login" | "denies";
};

const folder = { asServer: "\\\\x\\y", asConsole: "/y", hostedIn: "third" } as const;
const copyFolder = { ...folder, hostedIn: "other" } as const;

/** For tests: two sites of two instances, one chat server each. */
export const testPool: Pool = poolSchema.parse({
  fqdn: "pchatpool.contoso.local",
  product: "SkypeForBusiness",
  sites: { home: "Milano", other: "Torino" },
  instances: [
    { name: "h1", site: "home", duties: ["home A"], host: "h1", port: 1433, credential: "c" },
    { name: "h2", site: "home", duties: ["home B"], host: "h2", port: 1433, credential: "c" },
    { name: "o1", site: "other", duties: ["other A"], host: "o1", port: 1433, credential: "c" },
    { name: "o2", site: "other", duties: ["other B"], host: "o2", port: 1433, credential: "c" },
  ],
  folders: { backupShare: folder, copyFolder, mirrorShare: folder, newLogBackups: folder },
  chatServers: [
    { fqdn: "pchat01.contoso.local", site: "home" },
    { fqdn: "pchat05.contoso.local", site: "other" },
  ],
  managementShell: { executable: "powershell" },
  targets: { recoveryPointSeconds: 900, recoveryTimeSeconds: 3600 },
  consoleStandsIn: "third",
});

const noMirror = {
  mirroringRole: null,
  mirroringState: null,
  witnessState: null,
  roleSequence: null,
  partnerInstance: null,
};
const version = {
  productVersion: "10.50.6000.34",
  edition: "Standard Edition (64-bit)",
  isReadOnly: false,
  isInStandby: false,
};
const mirrored = { mirroringState: "SYNCHRONIZED", witnessState: "CONNECTED", roleSequence: 1, partnerInstance: "p" };

/** For tests: a healthy pool's four servers, to be changed at will. */
export function healthyServers(): Record<string, FakeServer> {
  const lastBackup = { lastBackupFile: "mgc_20261121095950.trn", lastBackupUtc: new Date("2026-11-21T09:59:50Z") };
  const files = { lastCopiedFile: "mgc_20261121095940.trn", lastRestoredFile: "mgc_20261121095930.trn" };
  const times = { lastCopiedUtc: new Date("2026-11-21T09:59:45Z"), lastRestoredUtc: new Date("2026-11-21T09:59:46Z") };
  return {
    h1: {
      fault: "none",
      state: { ...version, ...mirrored, stateDesc: "ONLINE", mirroringRole: "PRINCIPAL" },
      primary: lastBackup,
    },
    h2: { fault: "none", state: { ...version, ...mirrored, stateDesc: "RESTORING", mirroringRole: "MIRROR" } },
    o1: {
      fault: "none",
      state: { ...version, ...noMirror, stateDesc: "RESTORING" },
      secondary: { ...files, ...times, lastRestoredLatencyMinutes: 0 },
    },
    o2: { fault: "none", state: { ...version, ...noMirror, stateDesc: null, isReadOnly: null, isInStandby: null } },
  };
}

/** For tests: what Lync answers, by cmdlet. */
export function healthyShell(): Record<string, Record<string, unknown>[]> {
  const servers = { ActiveServers: ["pchat01.contoso.local"], InactiveServers: ["pchat05.contoso.local"] };
  return {
    "Get-CsPersistentChatState": [
      { Identity: "service:PersistentChatServer:pchatpool.contoso.local", PoolState: "Normal" },
    ],
    "Get-CsService": [
      { Identity: "PersistentChatServer:pchatpool.contoso.local", Registrar: "Registrar:fe.contoso.local", ...servers },
    ],
    "Get-CsManagementStoreReplicationStatus": [
      { ReplicaFqdn: "pchat01.contoso.local", UpToDate: true, ActiveMasterFQDN: "fe.contoso.local" },
      { ReplicaFqdn: "pchat05.contoso.local", UpToDate: true },
    ],
    "Get-CsWindowsService": [
      { Name: "RTCCHAT", DisplayName: "Skype for Business Server Persistent Chat", Status: "Running" },
    ],
    "Get-Service": [{ Name: "RTCCHAT", StartType: "Automatic" }],
    "Get-SmbShareAccess": [{ AccountName: "Everyone", AccessControlType: "Allow", AccessRight: "Full" }],
    "Get-Acl": [
      {
        Access: [
          { IdentityReference: "D\\\\sql", AccessControlType: "Allow", FileSystemRights: "Modify, Synchronize" },
        ],
      },
    ],
  };
}

/** For tests: ports whose servers are plain values. A server that hangs never answers. */
export function fakePorts(
  clock: ClockPort,
  servers: Record<string, FakeServer>,
  shell: Record<string, Record<string, unknown>[]>,
): Ports {
  const refuse = () => Promise.reject(new AppError("internal", "not part of this fake"));
  let ids = 0;
  return {
    clock,
    ids: { newId: () => `id-${++ids}` },
    sql: {
      readHeaders: async () => [fakeHeader],
      execute: refuse,
      quiet: refuse,
      read: async (query, row) => {
        const server = servers[query.target];
        if (server === undefined || server.fault === "unreachable")
          throw new StepError("unreachable", `${query.target} does not answer`, { effect: "none" });
        if (server.fault === "refuses-login")
          throw new StepError("remote", `${query.target}: Login failed for user 'console'.`, { effect: "none" });
        if (server.fault === "denies") throw denial(query.target);
        if (server.fault === "hangs") await new Promise(() => undefined);
        return answer(query.target, query.text, server, clock.now()).map((each) => row.parse(each));
      },
    },
    net: { connect: refuse },
    shell: { invoke: async (command) => shell[command.text] ?? [], quiet: refuse, end: refuse },
    files: {
      copy: refuse,
      setAside: refuse,
      find: refuse,
      list: async () => [{ name: "mgc_20261121095950.trn", sizeBytes: 1n, modifiedAt: "2026-11-21T09:59:50.000Z" }],
    },
  };
}

function denial(target: string): StepError {
  const message = "VIEW SERVER STATE permission was denied on object 'server', database 'master'.";
  return new StepError("remote", `${target}: ${message}`, { effect: "none", causes: [{ number: 300, message }] });
}

function answer(target: string, text: string, server: FakeServer, serverUtc: Date): Record<string, unknown>[] {
  const asked = (query: { readonly text: string }) => query.text === text;
  if (asked(instanceStateQuery(target))) return [{ ...server.state, serverUtc }];
  if (asked(redoStartQuery(target))) return [{ redoStartLsn: "18000000005000001", redoStartForkGuid: fakeFork }];
  if (asked(chatSessionsQuery(target)))
    return [
      { sessionId: 61, program: "persistent-chat-console", host: "c", login: "console", command: "SELECT" },
      { sessionId: 62, program: "RTCCHAT", host: "pchat01", login: "chat", command: "AWAITING COMMAND" },
      { sessionId: 62, program: "RTCCHAT", host: "pchat01", login: "chat", command: "AWAITING COMMAND" },
    ];
  if (asked(monitorPrimaryQuery(target))) return server.primary === undefined ? [] : [{ ...server.primary, serverUtc }];
  if (asked(monitorSecondaryQuery(target)))
    return server.secondary === undefined ? [] : [{ ...server.secondary, serverUtc }];
  if (asked(roomWatermarksQuery(target)))
    return [{ sampledUtc: serverUtc, nodeId: 7, nodeName: "Desk", lastChatId: "41" }];
  if (asked(serverPingsQuery(target)))
    return [{ serverUtc, serverAddress: "net.tcp://pchat01.contoso.local:8011/MGC", lastPing: serverUtc }];
  if (captureSections.some((section) => asked(captureQuery(target, section))))
    return [{ name: target, owner: new Uint8Array([1, 255]) }];
  const health = healthAnswer(target, text, server);
  if (health !== null) return health;
  throw new AppError("internal", `the fake does not know ${text}`);
}
