import type { Alert } from "#lib/domain/health/alerts.ts";
import type { Refusal } from "#lib/domain/health/home-return.ts";
import type { HealthReadings } from "#lib/domain/health/readings.ts";
import type { OverviewView, Reading } from "#lib/domain/views/overview-view.ts";
import { neverRead } from "./loop.ts";
import type { ChatService } from "./read-lync.ts";

/** All that the sweep has seen so far. Replaced as a whole at each change, never mutated. */
export type Seen = Omit<HealthReadings, "activeServers" | "pings"> & {
  /** Instances whose newest look was answered with an error of their own, a refused login for instance: they live. */
  readonly refusing: Readonly<Record<string, Refusal>>;
  readonly chatService: Reading<ChatService>;
  readonly pings: Reading<readonly { readonly address: string; readonly at: string }[]>;
  readonly pingTimes: HealthReadings["pings"];
  readonly share: OverviewView["share"];
  readonly watermarks: OverviewView["watermarks"];
  /** Open ones, newest first. */
  readonly alerts: readonly Alert[];
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
  replicaReports: neverRead,
  serviceStates: {},
  serviceStarts: {},
  pings: neverRead,
  pingTimes: neverRead,
  share: neverRead,
  work: {},
  parity: {},
  folders: {},
  shareRights: {},
  chain: neverRead,
  compliance: neverRead,
  nextHop: neverRead,
  fileStore: neverRead,
  recoveryTime: neverRead,
  drills: neverRead,
  loss: neverRead,
  marker: neverRead,
  alerts: [],
  logShipping: neverRead,
  watermarks: neverRead,
  captureAt: null,
  activeRun: null,
  homeReturn: null,
};

/** The same readings as the named checks take them. */
export function healthReadings(seen: Seen): HealthReadings {
  return {
    ...seen,
    pings: seen.pingTimes,
    activeServers: mapReading(seen.chatService, (service) => service.activeServers),
  };
}

/** The same reading of something else: its time and its error stay. Pure. */
export function mapReading<A, B>(reading: Reading<A>, map: (value: A) => B): Reading<B> {
  return { ...reading, value: reading.value === null ? null : map(reading.value) };
}
