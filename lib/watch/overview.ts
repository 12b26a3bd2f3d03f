import { type Refusal, verdictAfterReturn } from "#lib/domain/health/home-return.ts";
import type { HealthReadings } from "#lib/domain/health/readings.ts";
import { recoveryPointOf } from "#lib/domain/health/recovery-point.ts";
import { overviewVerdict } from "#lib/domain/health/verdict.ts";
import { verdictWithChecks } from "#lib/domain/health/verdict-with-checks.ts";
import { offersAt } from "#lib/domain/offers/offers.ts";
import { readStanding } from "#lib/domain/offers/read-standing.ts";
import type { ChatServer, Instance, Pool } from "#lib/domain/topology/pool.ts";
import type { ChatServerView, InstanceView, OverviewView } from "#lib/domain/views/overview-view.ts";
import { buildHealth } from "./health/build-health.ts";
import { neverRead } from "./loop.ts";
import { mapReading, type Seen } from "./seen.ts";

/** The page's view of what was seen, judged at `now` (ISO). A value older than `maxAgeMs` counts as unknown in the verdict. */
export function buildOverview(
  pool: Pool,
  seen: Seen,
  at: { readonly now: string; readonly maxAgeMs: number },
): OverviewView {
  const instances = pool.instances.map((instance) =>
    instanceView(instance, seen.instances[instance.name] ?? neverRead, seen.refusing[instance.name]),
  );
  const activeServers = mapReading(seen.chatService, (service) => service.activeServers);
  const recoveryPoint = recoveryPointOf(seen).seconds;
  const health = buildHealth(pool, seen, at.now);
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
    verdict: verdictAfterReturn(verdictWithChecks(verdict, health), seen.homeReturn),
    readiness: health.readiness,
    alerts: seen.alerts.map(({ alertId, check, state, acknowledged }) => ({
      id: alertId,
      check,
      state,
      isAcknowledged: acknowledged !== null,
    })),
    recoveryTime: seen.recoveryTime,
    consoleStandsIn: pool.consoleStandsIn,
    activeRun: seen.activeRun,
    homeReturn: seen.homeReturn,
  };
}

function instanceView(
  instance: Instance,
  reading: HealthReadings["instances"][string],
  refusal: Refusal | undefined,
): InstanceView {
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
  const { name, site, duties } = instance;
  if (refusal === undefined) return { name, site, duties, state };
  return { name, site, duties, state, refusal: refusal.isDenied ? "denied" : "error" };
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

/** The host of a WCF address such as net.tcp://host:8011/MGC, or the bare name, in lower case. */
export function hostOf(address: string): string {
  return (/^(?:[a-z.]+:\/\/)?([^/:]+)/i.exec(address)?.[1] ?? address).toLowerCase();
}
