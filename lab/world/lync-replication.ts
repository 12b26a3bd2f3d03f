import type { LyncState, Replica } from "./lync-state.ts";

/** How long a change takes to reach the first replica and how much later each next one has it. */
const FIRST_REPLICA_MS = 3_000;
const NEXT_REPLICA_MS = 400;
/** A forced replication is a full one and starts late (minutes in life, seconds in the lab). */
const FULL_REPLICATION_MS = 4_000;
const STATUS_REPORT_MS = 5_000;

export type ReplicationConditions = {
  readonly isMasterAlive: boolean;
  readonly isReachable: (fqdn: string) => boolean;
  readonly isStuck: boolean;
  readonly isBehind: (fqdn: string) => boolean;
};

export function isUpToDate(state: LyncState, replica: Replica): boolean {
  return replica.settings.version === state.settings.version && !replica.isForced;
}

/** Lets world time pass for every replica. One that cannot be reached keeps what it last knew, however old. */
export function replicate(state: LyncState, conditions: ReplicationConditions): void {
  state.replicas.forEach((replica, index) => {
    const canTravel = conditions.isMasterAlive && !conditions.isStuck && conditions.isReachable(replica.fqdn);
    // Made so: what it holds is an older version than the store's, whether anything was changed today or not.
    if (conditions.isBehind(replica.fqdn)) {
      replica.settings = { ...replica.settings, version: state.settings.version - 1 };
      return;
    }
    if (!canTravel) {
      replica.dueAtMs = null;
      return;
    }
    if (state.nowMs - replica.lastStatusReportMs >= STATUS_REPORT_MS) replica.lastStatusReportMs = state.nowMs;
    if (isUpToDate(state, replica)) return;
    replica.dueAtMs ??= state.nowMs + delayMs(replica, index);
    if (state.nowMs < replica.dueAtMs) return;
    replica.settings = state.settings;
    replica.dueAtMs = null;
    replica.isForced = false;
    replica.lastStatusReportMs = state.nowMs;
    replica.lastUpdateCreationMs = state.changedAtMs;
  });
}

function delayMs(replica: Replica, index: number): number {
  return FIRST_REPLICA_MS + index * NEXT_REPLICA_MS + (replica.isForced ? FULL_REPLICATION_MS : 0);
}
