import type { ClockPort } from "#lib/domain/ports.ts";
import {
  blank,
  blankCompliance,
  type FailbackWorld,
  type FakeInstance,
  homeServers,
  instances,
  otherMirror,
  otherServers,
  type Shipping,
} from "./failback-world.ts";
import { copyJob, home, target as other, restoreJob } from "./fake-pool.ts";

export const ownJob = "PersistentChat log backup mgc";
const schedule = (prefix: string, minutes: number) =>
  Object.fromEntries(
    Object.entries({ name: `every ${minutes} min`, on: 1, ft: 4, fi: 1, st: 4, si: minutes, ri: 0, rf: 0 })
      .concat(Object.entries({ sd: 20260101, ed: 99991231, sh: 0, eh: 235959 }))
      .map(([key, value]) => [`${prefix}1${key}`, String(value)]),
  );

const primaryOf = (instance: string): Shipping => ({
  id: `primary of ${instance}`,
  whole: true,
  secondaries: [other],
  told: {
    directory: "\\\\fsto01\\LogShip\\mgc",
    share: "\\\\fsto01\\LogShip\\mgc",
    backupJob: "LSBackup_mgc",
    retention: "4320",
    compression: "2",
    monitor: instance,
    windows: "1",
    threshold: "60",
    alert: "14420",
    alerting: "1",
    history: "5760",
    ...schedule("s", 15),
  },
});

const secondaryOf = (instance: string): Shipping => ({
  id: `secondary on ${instance}`,
  whole: true,
  secondaries: [],
  told: {
    primaryServer: home[0],
    source: "\\\\fsto01\\LogShip\\mgc",
    destination: "D:\\LogShip\\mgc",
    copyJob,
    restoreJob,
    retention: "4320",
    monitor: instance,
    windows: "1",
    delay: "0",
    all: "1",
    mode: "0",
    disconnect: "0",
    threshold: "45",
    alert: "14421",
    alerting: "1",
    history: "5760",
    ...schedule("c", 15),
    ...schedule("r", 20),
  },
});

const instance = (over: Partial<FakeInstance> = {}): FakeInstance => ({
  mgc: null,
  drill: null,
  mgccomp: null,
  jobs: new Map(),
  written: new Set(),
  primary: null,
  secondary: null,
  sessions: [],
  version: "13.0.5026.0",
  orphans: [],
  ...over,
});
const jobs = (...names: readonly string[]) => new Map(names.map((name) => [name, { enabled: 1, ends: [] }]));

/** The pool as it was while healthy: the capture is taken from this. */
export function healthyWorld(clock: ClockPort): FailbackWorld {
  const mirrored = { mirroring: "SYNCHRONIZED" } as const;
  return {
    clock,
    at: new Map<string, FakeInstance>([
      [
        home[0],
        instance({
          mgc: blank({ role: "PRINCIPAL", partner: home[1], ...mirrored }),
          primary: primaryOf(home[0]),
          jobs: jobs("LSBackup_mgc"),
        }),
      ],
      [
        home[1],
        instance({
          mgc: blank({ state: "RESTORING", role: "MIRROR", partner: home[0], ...mirrored }),
          primary: primaryOf(home[1]),
          jobs: jobs("LSBackup_mgc"),
        }),
      ],
      [
        other,
        instance({
          mgc: blank({ state: "RESTORING" }),
          secondary: secondaryOf(other),
          jobs: jobs(copyJob, restoreJob),
          mgccomp: blankCompliance(),
        }),
      ],
      [otherMirror, instance()],
    ]),
    reach: new Map(),
    files: new Map(),
    folders: new Map([
      ["backupShare", ["mgc_20261121090000.trn"]],
      ["copyFolder", ["mgc_20261121090000.trn"]],
    ]),
    services: new Map(
      [...homeServers, ...otherServers].flatMap((s) => [
        [`${s}|RTCCHAT`, homeServers.some((h) => h === s) ? "Running" : "Stopped"] as const,
        [`${s}|RTCCPS`, homeServers.some((h) => h === s) ? "Running" : "Stopped"] as const,
      ]),
    ),
    startTypes: new Map(),
    sent: [],
    effects: [],
    fate: () => "arrives",
    poolState: "Normal",
    active: [...homeServers],
    replicatedAt: [0],
    testResult: "Success",
    busy: 0,
    backlog: 0,
    adapterStuck: false,
    strandedEvents: 0,
    witness: { up: true, inTopology: false },
    freeMegabytes: 100_000,
    fileMegabytes: 1,
    restoredMinutesAgo: 5,
    made: [],
    copied: [],
    violations: [],
    restored: [],
  };
}

/** What a failover left and what came back: home writable with a message that never left, still mirrored, its job running. */
export function afterFailover(world: FailbackWorld): void {
  const [a, b, o, m] = instances.map((name) => world.at.get(name));
  if (!a?.mgc || !b?.mgc || !o || !m) throw new Error("the healthy world is not whole");
  for (const copy of [a.mgc, b.mgc]) Object.assign(copy, { messages: ["m1", "m2", "stranded"], lsn: 103 });
  o.mgc = blank({
    role: "PRINCIPAL",
    mirroring: "SYNCHRONIZED",
    partner: otherMirror,
    messages: ["m1", "m2", "n1", "n2"],
    lsn: 104,
    chain: 102,
    fork: "AAAAAAAA-0000-0000-0000-000000000002",
    before: "AAAAAAAA-0000-0000-0000-000000000001",
    owner: "CONTOSO\\restorer",
    chaining: false,
  });
  m.mgc = blank({ ...o.mgc, state: "RESTORING", role: "MIRROR", partner: other, messages: [...o.mgc.messages] });
  o.secondary = null;
  o.jobs.clear();
  o.jobs.set(ownJob, { enabled: 1, ends: [] });
  world.poolState = "FailedOver";
  world.active = [...otherServers];
  for (const server of otherServers)
    for (const name of ["RTCCHAT", "RTCCPS"]) world.services.set(`${server}|${name}`, "Running");
}
