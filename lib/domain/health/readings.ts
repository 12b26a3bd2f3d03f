import type { DatabaseFacts, VolumeFile } from "#lib/domain/commands/queries/health/databases.ts";
import type { ShippingJob, SqlService } from "#lib/domain/commands/queries/health/jobs.ts";
import type { MirrorQueueRow } from "#lib/domain/commands/queries/health/mirror-queue.ts";
import type {
  ChatRight,
  ChatUser,
  EndpointFacts,
  LoginFacts,
  RightsFacts,
  ServerOption,
} from "#lib/domain/commands/queries/health/parity.ts";
import type { RecentBackup, ShippingError, ShippingSetUp } from "#lib/domain/commands/queries/health/shipping.ts";
import type { FileEntry } from "#lib/domain/ports.ts";
import type { FolderId } from "#lib/domain/topology/pool.ts";
import type { LogShippingView, OverviewView, Reading } from "#lib/domain/views/overview-view.ts";
import type { LossView } from "#lib/domain/views/run-view.ts";
import type { ChainReading } from "./chain-proof.ts";
import type { MarkerStanding } from "./marker.ts";
import type { InstanceReading } from "./read-instance.ts";
import type { ShareRights } from "./share-rights.ts";

/** One part of what an instance was asked. A version that lacks it and rights that do not show it are told apart from a failure. */
export type Section<T> =
  | { readonly kind: "read"; readonly value: T }
  | { readonly kind: "not-available" | "not-visible" | "failed"; readonly why: string };

/** A job, and since when (console's clock, ISO) its newest result and the run under way have been the same ones. */
export type JobReading = ShippingJob & { readonly resultSince: string; readonly runSeenSince: string | null };

/** Log not sent and not redone. `seenSince`: this recording (console's clock, ISO); `rises`: how many recordings in a row had more, and since when. */
export type MirrorQueue = MirrorQueueRow & {
  readonly seenSince: string;
  readonly rises: number;
  readonly risesSince: string;
};

/** What changes from minute to minute on an instance. */
export type InstanceWork = {
  readonly databases: Section<readonly DatabaseFacts[]>;
  readonly services: Section<readonly SqlService[]>;
  readonly jobs: Section<readonly JobReading[]>;
  readonly shipping: Section<readonly ShippingSetUp[]>;
  readonly shippingErrors: Section<readonly ShippingError[]>;
  readonly recentBackups: Section<readonly RecentBackup[]>;
  /** Where the newest of them ends, and since when (console's clock) it has been the newest; copy-only ones do not count. */
  readonly newestLogBackup: Standing<string> | null;
  readonly volumes: Section<readonly VolumeFile[]>;
  readonly endpoints: Section<readonly EndpointFacts[]>;
  /** At most one. */
  readonly mirrorQueue: Section<readonly MirrorQueue[]>;
  /** How long the whole look took, in milliseconds on the console's clock. */
  readonly tookMs: number;
};

/** What seldom changes and must be equal on both sides. */
export type InstanceParity = {
  /** Users of mgc that need a login; readable only where mgc is open. */
  readonly chatUsers: Section<readonly ChatUser[]>;
  readonly logins: Section<readonly LoginFacts[]>;
  readonly options: Section<readonly ServerOption[]>;
  readonly rights: Section<readonly RightsFacts[]>;
  /** What may be read of the chat databases; says something only where they are open. */
  readonly chatRights: Section<readonly ChatRight[]>;
};

/** A value with the console's time at which it was first seen so: tells a standing value from a moving one without anybody's clock. */
export type Standing<T> = { readonly value: T; readonly since: string };

/** Events that wait in mgccomp, and since when the oldest has been the same one. */
export type ComplianceBacklog = { readonly waiting: string; readonly oldest: Standing<string> | null };

/** All that the checks are judged from. Replaced as a whole at each change, never mutated. */
export type HealthReadings = {
  readonly instances: Readonly<Record<string, Reading<InstanceReading>>>;
  readonly work: Readonly<Record<string, Reading<InstanceWork>>>;
  readonly parity: Readonly<Record<string, Reading<InstanceParity>>>;
  readonly folders: Readonly<Partial<Record<FolderId, Reading<readonly FileEntry[]>>>>;
  /** Only folders that stand on a share. */
  readonly shareRights: Readonly<Partial<Record<FolderId, Reading<ShareRights>>>>;
  readonly poolState: Reading<string>;
  readonly activeServers: Reading<readonly string[]>;
  readonly managementStore: Reading<string>;
  /** By lower-case name. */
  readonly replicas: Reading<Readonly<Record<string, boolean>>>;
  /** Each replica's newest status report as text, by lower-case name, with the console's time of its last change. */
  readonly replicaReports: Reading<Readonly<Record<string, Standing<string>>>>;
  /** By name as in the pool file: state of the chat service and how it starts, null when not said. */
  readonly serviceStates: Readonly<Record<string, Reading<string>>>;
  readonly serviceStarts: Readonly<Record<string, Reading<string>>>;
  /** Newest ping of each chat server by lower-case name, as text, with the console's time of its last change. */
  readonly pings: Reading<Readonly<Record<string, Standing<string>>>>;
  readonly logShipping: LogShippingView;
  readonly chain: Reading<ChainReading>;
  readonly compliance: Reading<ComplianceBacklog>;
  /** Milliseconds until the next hop accepted a connection. */
  readonly nextHop: Reading<number>;
  /** Milliseconds until the file store's server accepted a connection. */
  readonly fileStore: Reading<number>;
  readonly watermarks: Reading<unknown>;
  readonly marker: Reading<MarkerStanding>;
  readonly captureAt: string | null;
  /** The newest drill or failover that succeeded, or null; and since when this console has been keeping record. ISO UTC. */
  readonly drills: Reading<{
    readonly last: { readonly label: string; readonly at: string } | null;
    readonly recordSince: string;
  }>;
  readonly recoveryTime: OverviewView["recoveryTime"];
  /** What a failover now would lose, in messages. */
  readonly loss: Reading<LossView>;
};

/** Keeps the time at which a value was first seen, while it stays the same. Pure. */
export function standing<T>(before: Standing<T> | null | undefined, value: T, now: string): Standing<T> {
  return before != null && before.value === value ? before : { value, since: now };
}
