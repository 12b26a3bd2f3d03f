import type { Offers } from "#lib/domain/offers/offers.ts";
import type { ReadinessView } from "./health-view.ts";

/** Values with their age: `value` null = never read. `error` = why the newest try failed; the value is then the last known. */
export type Reading<T> = { readonly value: T | null; readonly at: string | null; readonly error: string | null };

export type InstanceView = {
  readonly name: string;
  readonly site: "home" | "other";
  readonly duties: readonly string[];
  /** Only where it answers and yet nothing of it was read: our rights do not show it, or it said another error. */
  readonly refusal?: "denied" | "error";
  readonly state: Reading<{
    readonly productVersion: string;
    readonly edition: string;
    readonly mgcState: string; // ONLINE, RESTORING, absent …; as the instance says
    readonly writable: boolean;
    readonly role: "principal" | "mirror" | "secondary" | "none";
    readonly mirroringState: string | null;
    readonly witnessState: string | null;
    readonly redoStartLsn: string | null;
    readonly sessionsInMgc: number;
    readonly clockOffsetMs: number;
  }>;
};

export type LogShippingView = Reading<{
  /** Seconds; null = not known. Backup and copy lag are chat that would be lost; restore lag is time added. */
  readonly backupLagSeconds: number | null;
  readonly copyLagSeconds: number | null;
  readonly restoreLagSeconds: number | null;
  /** How far off backup and copy lag together may be; null: they rest on two clocks; absent: not said. */
  readonly uncertainSeconds?: number | null;
  readonly lastBackupFile: string | null;
  readonly lastCopiedFile: string | null;
  readonly lastRestoredFile: string | null;
  readonly removed: boolean;
}>;

export type ChatServerView = {
  readonly fqdn: string;
  readonly site: "home" | "other";
  readonly active: boolean | null;
  readonly lastPingAt: string | null;
  readonly serviceState: string | null;
  readonly replicaUpToDate: boolean | null;
  readonly at: string | null;
};

/** Something at home that answers again after a failover began. */
export type HomeAnswer = {
  /** Instance, or FQDN of a chat server. */
  readonly name: string;
  readonly kind: "instance" | "chat-server";
  readonly firstAt: string;
  /** What its mgc or its chat service is, as the server says it. */
  readonly state: string;
  /** Its mgc takes writes, or its chat service is not stopped, or it does not say. */
  readonly canWrite: boolean;
  /** It said what it is; false: it only refused to. */
  readonly isKnown: boolean;
};
/** Home has come back: `stage` = before step 4, between 4 and 5, or after the pool state was switched. */
export type HomeReturn = {
  readonly runId: string;
  readonly runLabel: string;
  readonly stage: "before-recovery" | "between" | "after-switch";
  /** The failover has not ended: it asks there, and no other run can begin. */
  readonly isRunning: boolean;
  readonly firstAt: string;
  readonly answers: readonly HomeAnswer[];
  /** Nothing that answers there can take messages. */
  readonly isFenced: boolean;
};

export type OverviewView = {
  readonly poolFqdn: string;
  readonly homeName: string;
  readonly otherName: string;
  readonly poolState: Reading<string>;
  readonly activeServers: Reading<readonly string[]>;
  readonly managementStore: Reading<string>;
  readonly instances: readonly InstanceView[];
  readonly logShipping: LogShippingView;
  readonly chatServers: readonly ChatServerView[];
  readonly share: Reading<{ readonly files: number; readonly newest: string | null }>;
  readonly watermarks: Reading<{ readonly rooms: number; readonly messages: string }>;
  readonly captureAt: string | null;
  /** The first line: protected only when everything needed was read and good; unknown never counts as good. */
  readonly verdict: {
    readonly kind:
      | "protected"
      | "at-risk"
      | "two-writable-copies"
      | "failed-over"
      | "split-brain-possible"
      | "not-proven";
    readonly reasons: readonly { readonly key: string; readonly facts: Readonly<Record<string, string>> }[];
  };
  /** What stands in the way of each procedure now; null = its plan may be made. */
  readonly offers: Offers;
  /** Each direction's verdict from the named checks. */
  readonly readiness: readonly ReadinessView[];
  /** Open alerts, newest first. */
  readonly alerts: readonly {
    readonly id: string;
    readonly check: string;
    readonly state: "bad" | "unknown" | "warning";
    readonly isAcknowledged: boolean;
  }[];
  readonly recoveryPointSeconds: number | null;
  /** Seconds that a failover would take now until users are back; `most` null: a part was never measured. `runs`: how many were. */
  readonly recoveryTime: Reading<{ readonly fewest: number; readonly most: number | null; readonly runs: number }>;
  readonly targets: { readonly recoveryPointSeconds: number; readonly recoveryTimeSeconds: number };
  readonly consoleStandsIn: "home" | "other" | "third";
  readonly serverNow: string;
  /** Null while home is where it belongs, or silent. */
  readonly homeReturn: HomeReturn | null;
  readonly activeRun: { readonly id: string; readonly label: string; readonly status: string } | null;
};
