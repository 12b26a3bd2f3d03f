import type { LyncTopology } from "./lync-topology.ts";

export type PoolState = "Normal" | "FailedOver";
/** What the Central Management store says about the pool; a replica holds an older or equal version of the same. */
export type PoolSettings = {
  readonly version: number;
  readonly poolState: PoolState;
  readonly activeServers: readonly string[];
};

export type Replica = {
  readonly fqdn: string;
  settings: PoolSettings;
  /** World time at which a change under way arrives; null = none under way. */
  dueAtMs: number | null;
  isForced: boolean;
  lastStatusReportMs: number;
  lastUpdateCreationMs: number;
};

export type WindowsService = {
  readonly name: string;
  readonly displayName: string;
  readonly roleName: string;
  startType: "Automatic" | "Manual" | "Disabled";
  status: "Running" | "Stopped";
};

export type LyncState = {
  nowMs: number;
  settings: PoolSettings;
  changedAtMs: number;
  replicas: Replica[];
  services: Record<string, WindowsService[]>;
  siteUp: { home: boolean; other: boolean };
};

const brandOf = (topology: LyncTopology) => (topology.product === "Lync" ? "Lync Server" : "Skype for Business Server");

function servicesOf(topology: LyncTopology, isChatServer: boolean): WindowsService[] {
  const service = (name: string, title: string, roleName: string): WindowsService => ({
    name,
    displayName: `${brandOf(topology)} ${title}`,
    roleName,
    startType: "Automatic",
    status: "Running",
  });
  const replica = service("REPLICA", "Replica Replicator Agent", "Management");
  if (!isChatServer) return [service("RTCSRV", "Front-End", "Registrar"), replica];
  return [
    service("RTCCHAT", "Persistent Chat", "PersistentChatServer"),
    service("RTCCOMP", "Persistent Chat Compliance", "PersistentChatServer"),
    replica,
  ];
}

/** A healthy pool: Normal, the home site's first four servers active, every replica current, every service running. */
export function healthyState(topology: LyncTopology, nowMs: number): LyncState {
  const activeServers = topology.chatServers.filter((one) => one.site === "home").map((one) => one.fqdn);
  const settings: PoolSettings = { version: 1, poolState: "Normal", activeServers: activeServers.slice(0, 4) };
  const chat = topology.chatServers.map((one) => one.fqdn);
  const frontEnds = topology.frontEnds.map((one) => one.fqdn);
  return {
    nowMs,
    settings,
    changedAtMs: nowMs,
    replicas: [...chat, ...frontEnds].map((fqdn) => ({
      fqdn,
      settings,
      dueAtMs: null,
      isForced: false,
      lastStatusReportMs: nowMs,
      lastUpdateCreationMs: nowMs,
    })),
    services: Object.fromEntries([
      ...chat.map((fqdn) => [fqdn, servicesOf(topology, true)] as const),
      ...frontEnds.map((fqdn) => [fqdn, servicesOf(topology, false)] as const),
    ]),
    siteUp: { home: true, other: true },
  };
}
