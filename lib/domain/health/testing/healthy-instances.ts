import type { InstanceReading } from "#lib/domain/health/read-instance.ts";
import type { InstanceParity, InstanceWork } from "#lib/domain/health/readings.ts";

/** For tests: when all of it was read, and since when it has been so. ISO, the console's clock. */
export const at = "2026-11-21T09:59:58.000Z";
export const long = "2026-11-21T09:59:40.000Z";

/** A value read two seconds ago without error. */
export const read = <T>(value: T) => ({ value, at, error: null });

const gigabyte = "1073741824";
const mirrored = {
  mirroringState: "SYNCHRONIZED",
  safety: "FULL",
  witnessName: "TCP://w:5022",
  witnessState: "CONNECTED",
};
const plain = {
  mirroringRole: null,
  mirroringState: null,
  safety: null,
  witnessName: null,
  witnessState: null,
  partner: null,
};
const options = {
  recoveryModel: "FULL",
  pageVerify: "CHECKSUM",
  isTrustworthy: false,
  isChaining: false,
  ownerName: "sa",
};

type Place = { readonly name: string; readonly role: InstanceReading["role"] };
const places: readonly Place[] = [
  { name: "h1", role: "principal" },
  { name: "h2", role: "mirror" },
  { name: "o1", role: "secondary" },
  { name: "o2", role: "none" },
];
const partners: Readonly<Record<string, string>> = { h1: "h2", h2: "h1" };

function instance({ name, role }: Place): InstanceReading {
  const isLive = role === "principal";
  return {
    name,
    site: name.startsWith("h") ? "home" : "other",
    at,
    productVersion: "12.0.6024.0",
    edition: "Standard Edition (64-bit)",
    mgcState: isLive ? "ONLINE" : role === "none" ? "absent" : "RESTORING",
    isReadOnly: false,
    isInStandby: false,
    mirroring: null,
    writable: isLive,
    role,
    redoStartLsn: role === "secondary" ? "100" : null,
    redoStartForkGuid: null,
    sessions: [],
    clockOffsetMs: 0,
  };
}

function work({ name, role }: Place): InstanceWork {
  const words = role === "secondary" ? ["copy", "restore"] : name.startsWith("h") ? ["backup"] : [];
  const mirror = role === "principal" || role === "mirror";
  const state = role === "principal" ? "ONLINE" : "RESTORING";
  const half = mirror ? { ...mirrored, mirroringRole: role.toUpperCase(), partner: partners[name] ?? null } : plain;
  const isHome = name.startsWith("h");
  return {
    databases: {
      kind: "read",
      value:
        role === "none" ? [] : ["mgc", "mgccomp"].map((database) => ({ ...options, ...half, name: database, state })),
    },
    services: { kind: "read", value: [{ name: "SQL Server Agent (X)", status: "Running", startType: "Automatic" }] },
    jobs: {
      kind: "read",
      value: words.map((word) => ({
        name: `LS${word}_mgc`,
        enabled: 1,
        subsystem: "CmdExec",
        command: `sqllogship.exe -${word} id`,
        scheduleEnabled: 1,
        everyUnit: 4,
        everyCount: 5,
        lastRunId: "7",
        lastOutcome: 1,
        lastMessage: "done",
        runningSince: null,
        resultSince: long,
        runSeenSince: null,
      })),
    },
    shipping: {
      kind: "read",
      value:
        role === "none"
          ? []
          : [
              {
                role: isHome ? "primary" : "secondary",
                folder: "\\\\x\\y",
                directory: "\\\\x\\y",
                thresholdMinutes: 60,
                isAlertOn: true,
                restoreDelay: isHome ? null : 0,
                isStandby: isHome ? null : false,
              },
            ],
    },
    shippingErrors: { kind: "read", value: [] },
    recentBackups: { kind: "read", value: [] },
    newestLogBackup: null,
    volumes: {
      kind: "read",
      value: [
        {
          name: "mgc",
          sizeBytes: gigabyte,
          mountPoint: "D:\\",
          freeBytes: `${gigabyte}0`,
          totalBytes: `${gigabyte}00`,
        },
      ],
    },
    endpoints: {
      kind: "read",
      value: [{ state: "STARTED", role: "PARTNER", authentication: "NEGOTIATE", encryption: "AES", port: 5_022 }],
    },
    mirrorQueue: {
      kind: "read",
      value: [{ unsentKb: 0, unrestoredKb: 0, recorded: at, seenSince: at, rises: 0, risesSince: at }],
    },
    tookMs: 20,
  };
}

function parity(): InstanceParity {
  return {
    logins: { kind: "read", value: [{ name: "chat", sid: "0x01", isDisabled: false }] },
    chatUsers: { kind: "read", value: [{ name: "chat", sid: "0x01" }] },
    chatRights: { kind: "read", value: [{ inDatabase: "mgc", name: "tblLastChatId", mayRead: true }] },
    options: { kind: "read", value: [{ name: "Agent XPs", value: "1" }] },
    rights: {
      kind: "read",
      value: [
        { login: "console", isSysadmin: true, mayViewState: true, mayViewDefinition: true, mayCreateDatabase: true },
      ],
    },
  };
}

/** For tests: the same look at each of the four instances, by name. */
const byName = <T>(make: (place: Place) => T) =>
  Object.fromEntries(places.map((place) => [place.name, read(make(place))]));

/** For tests: what a healthy pool's four instances say of themselves. */
export const healthyInstances = () => ({
  instances: byName(instance),
  work: byName(work),
  parity: byName(parity),
});
