import type { Command } from "#lib/domain/commands/command.ts";
import type { ClockPort } from "#lib/domain/ports.ts";
import { home, target as other } from "./fake-pool.ts";
import type { Job } from "./fake-servers.ts";
import type { Fate } from "./fate.ts";

export const otherMirror = "sqlto02\\PCHAT";
export const witnessAddress = "TCP://sqlmi03.contoso.local:5022";
export const instances = [...home, other, otherMirror] as const;
export const homeServers = ["pchat01.contoso.local"] as const;
export const otherServers = ["pchat05.contoso.local", "pchat06.contoso.local"] as const;

/** One copy of mgc. `lsn` grows with each message; `chain`: where its next log backup begins. */
export type Copy = {
  state: string;
  readOnly: boolean;
  role: string | null;
  mirroring: string | null;
  partner: string | null;
  /** Address of its witness. */
  witness: string | null;
  inStepAt: number;
  messages: string[];
  lsn: number;
  chain: number;
  fork: string;
  /** The fork that its next log backup begins on, when it was recovered since the last one. */
  before: string | null;
  lastRestore: { readonly backupSetGuid: string; readonly type: string } | null;
  owner: string;
  trustworthy: boolean;
  chaining: boolean;
};

/** What a set-up procedure was told: its parameters as bound. `whole` is false when the batch broke off after the first procedure. */
export type Shipping = {
  readonly id: string;
  readonly told: Readonly<Record<string, string>>;
  readonly whole: boolean;
  secondaries: string[];
};
/** The compliance database of one instance. */
export type Compliance = Pick<Copy, "state" | "role" | "mirroring" | "partner" | "witness">;
export type FakeInstance = {
  mgc: Copy | null;
  /** What a drill restored here. */
  drill: Copy | null;
  mgccomp: Compliance | null;
  readonly jobs: Map<string, Job>;
  readonly written: Set<string>;
  primary: Shipping | null;
  secondary: Shipping | null;
  sessions: { spid: number; program: string; host: string; loginTime: string }[];
  version: string;
  orphans: string[];
};
export type BackupFile = {
  readonly guid: string;
  readonly type: 1 | 2;
  readonly first: number;
  readonly last: number;
  /** A log backup may begin on one fork and end on the next. */
  readonly fork: string;
  readonly endFork: string;
  readonly writer: string;
  readonly copy: Copy;
};

/** Both sites of a pool that has failed over, home having come back. */
export type FailbackWorld = {
  readonly clock: ClockPort;
  readonly at: Map<string, FakeInstance>;
  readonly reach: Map<string, "up" | "unreachable" | "refuses-login">;
  readonly files: Map<string, BackupFile>;
  /** Names of files by folder of the pool file. */
  readonly folders: Map<string, readonly string[]>;
  readonly services: Map<string, string>;
  /** By server and service; Automatic where nothing is said. */
  readonly startTypes: Map<string, string>;
  readonly sent: Command[];
  readonly effects: Command[];
  fate: (command: Command) => Fate;
  poolState: string;
  active: readonly string[];
  readonly replicatedAt: number[];
  testResult: string;
  busy: number;
  /** Compliance events that wait; one is written out a look, while a compliance service of the other site runs and is not stuck. */
  backlog: number;
  adapterStuck: boolean;
  /** Events that wait in an mgccomp that nobody serves any more. */
  strandedEvents: number;
  /** Whether the witness instance runs, and whether the product's topology names it: then the set-up of a mirror sets it. */
  witness: { up: boolean; inTopology: boolean };
  freeMegabytes: number;
  /** Size of every data file. */
  fileMegabytes: number;
  /** How old the newest restore is that the secondary's monitor row tells of. */
  restoredMinutesAgo: number;
  /** Log backups that the shipping job made, and which of them were copied: ends of the log. */
  made: BackupFile[];
  copied: BackupFile[];
  /** Acts that left more than one side writable: there must never be one. */
  readonly violations: string[];
  /** Every set restored or applied, in order. */
  readonly restored: string[];
};

export const blank = (over: Partial<Copy> = {}): Copy => ({
  state: "ONLINE",
  readOnly: false,
  role: null,
  mirroring: null,
  partner: null,
  witness: null,
  inStepAt: 0,
  messages: ["m1", "m2"],
  lsn: 102,
  chain: 100,
  fork: "AAAAAAAA-0000-0000-0000-000000000001",
  before: null,
  lastRestore: null,
  owner: "CONTOSO\\sqladmin",
  trustworthy: false,
  chaining: true,
  ...over,
});

export const blankCompliance = (over: Partial<Compliance> = {}): Compliance => ({
  ...{ state: "ONLINE", role: null, mirroring: null, partner: null, witness: null },
  ...over,
});

/** Copies of which somebody could write into both sites. */
export function writableSides(world: FailbackWorld): readonly string[] {
  return instances.filter((name) => {
    const copy = world.at.get(name)?.mgc;
    return copy?.state === "ONLINE" && !copy.readOnly && copy.role !== "MIRROR";
  });
}

/** An instance as a statement about mgc_drill sees it: the drill's copy in the place of mgc, with no sessions of its own. */
export function asDrill(here: FakeInstance): FakeInstance {
  return {
    ...here,
    sessions: [],
    get mgc() {
      return here.drill;
    },
    set mgc(copy) {
      here.drill = copy;
    },
  };
}

/** An instance by name; the fake knows the four of the pool only. */
export function instanceOf(world: FailbackWorld, name: string): FakeInstance {
  const found = world.at.get(name);
  if (!found) throw new Error(`there is no instance ${name}`);
  return found;
}
