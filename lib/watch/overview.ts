import { type Refusal, verdictAfterReturn } from "#lib/domain/health/home-return.ts";
import { recoveryPointSeconds } from "#lib/domain/health/log-shipping-lags.ts";
import type { InstanceReading } from "#lib/domain/health/read-instance.ts";
import { overviewVerdict } from "#lib/domain/health/verdict.ts";
import { offersAt } from "#lib/domain/offers/offers.ts";
import { readStanding } from "#lib/domain/offers/read-standing.ts";
import type { ChatServer, Instance, Pool } from "#lib/domain/topology/pool.ts";
import type {
  ChatServerView,
  InstanceView,
  LogShippingView,
  OverviewView,
  Reading,
} from "#lib/domain/views/overview-view.ts";
import { neverRead } from "./loop.ts";
import type { ChatService } from "./read-lync.ts";

/** All that the sweep has seen so far. Replaced as a whole at each change, never mutated. */
export type Seen = {
  readonly instances: Readonly<Record<string, Reading<InstanceReading>>>;
  /** Instances whose newest look was answered with an error of their own, a refused login for instance: they live. */
  readonly refusing: Readonly<Record<string, Refusal>>;
  readonly poolState: Reading<string>;
  readonly chatService: Reading<ChatService>;
  readonly managementStore: Reading<string>;
  /** By lower-case name. */
  readonly replicas: Reading<Readonly<Record<string, boolean>>>;
  readonly serviceStates: Readonly<Record<string, Reading<string>>>;
  readonly pings: Reading<readonly { readonly address: string; readonly at: string }[]>;
  readonly share: OverviewView["share"];
  readonly logShipping: LogShippingView;
  readonly watermarks: OverviewView["watermarks"];
  readonly captureAt: string | null;
  readonly activeRun: OverviewView["activeRun"];
  readonly homeReturn: OverviewView["homeReturn"];
};

/** Before the first reading. */
export const nothingSeen: Seen = {
  instances: {},
  refusing: {},
  poolState: neverRead,
  chatService: neverRead,
  managementStore: neverRead,
  replicas: neverRead,
  serviceStates: {},
  pings: neverRead,
  share: neverRead,
  logShipping: neverRead,
  watermarks: neverRead,
  captureAt: null,
  activeRun: null,
  homeReturn: null,
};

/** The page's view of what was seen, judged at `now` (ISO). A value older than `maxAgeMs` counts as unknown in the verdict. */
export function buildOverview(
  pool: Pool,
  seen: Seen,
  at: { readonly now: string; readonly maxAgeMs: number },
): OverviewView {
  const instances = pool.instances.map((instance) =>
    instanceView(instance, seen.instances[instance.name] ?? neverRead),
  );
  const activeServers = mapReading(seen.chatService, (service) => service.activeServers);
  const recoveryPoint = recoveryPointSeconds(seen.logShipping);
  const verdict = overviewVerdict({
    instances,
    poolState: seen.poolState,
    activeServers,
    siteOfChatServer: Object.fromEntries(pool.chatServers.map((each) => [each.fqdn.toLowerCase(), each.site])),
    logShipping: seen.logShipping,
    recoveryPointSeconds: recoveryPoint,
    targetSeconds: pool.targets.recoveryPointSeconds,
    ...at,
  });
  const read = {
    serverNow: at.now,
    poolState: seen.poolState,
    logShipping: seen.logShipping,
    targets: pool.targets,
    recoveryPointSeconds: recoveryPoint,
    instances,
  };
  return {
    ...read,
    offers: offersAt(readStanding(read, at.maxAgeMs)),
    poolFqdn: pool.fqdn,
    homeName: pool.sites.home,
    otherName: pool.sites.other,
    activeServers,
    managementStore: seen.managementStore,
    chatServers: pool.chatServers.map((each) => chatServerView(each, seen)),
    share: seen.share,
    watermarks: seen.watermarks,
    captureAt: seen.captureAt,
    verdict: verdictAfterReturn(verdict, seen.homeReturn),
    consoleStandsIn: pool.consoleStandsIn,
    activeRun: seen.activeRun,
    homeReturn: seen.homeReturn,
  };
}

function instanceView(instance: Instance, reading: Reading<InstanceReading>): InstanceView {
  const state = mapReading(reading, (value) => ({
    productVersion: value.productVersion,
    edition: value.edition,
    mgcState: value.mgcState,
    writable: value.writable,
    role: value.role,
    mirroringState: value.mirroring?.state ?? null,
    witnessState: value.mirroring?.witnessState ?? null,
    redoStartLsn: value.redoStartLsn,
    sessionsInMgc: value.sessions.length,
    clockOffsetMs: value.clockOffsetMs,
  }));
  return { name: instance.name, site: instance.site, duties: instance.duties, state };
}

function chatServerView(server: ChatServer, seen: Seen): ChatServerView {
  const fqdn = server.fqdn.toLowerCase();
  const service = seen.chatService.value;
  const ping = seen.pings.value?.find((each) => hostOf(each.address) === fqdn);
  return {
    fqdn: server.fqdn,
    site: server.site,
    active: service === null ? null : service.activeServers.some((each) => each.toLowerCase() === fqdn),
    lastPingAt: ping?.at ?? null,
    // The view has no age for this value: one that could not be read again is unknown, not "Running".
    serviceState:
      seen.serviceStates[server.fqdn]?.error === null ? (seen.serviceStates[server.fqdn]?.value ?? null) : null,
    replicaUpToDate: seen.replicas.value?.[fqdn] ?? null,
    at: seen.chatService.at,
  };
}

// A WCF address such as net.tcp://host:8011/MGC, or the bare name.
function hostOf(address: string): string {
  return (/^(?:[a-z.]+:\/\/)?([^/:]+)/i.exec(address)?.[1] ?? address).toLowerCase();
}

function mapReading<A, B>(reading: Reading<A>, map: (value: A) => B): Reading<B> {
  return { ...reading, value: reading.value === null ? null : map(reading.value) };
}
