import type { Check, CheckFamily, CheckState, Direction, Judgement } from "#lib/domain/health/check.ts";
import type { RecoveryPoint } from "#lib/domain/health/recovery-point.ts";
import type { LogShippingView, OverviewView, Reading } from "./overview-view.ts";
import type { LossView } from "./run-view.ts";

/** One check with all that it says now, worst first. */
export type CheckView = {
  readonly id: string;
  readonly family: CheckFamily;
  /** The worst of its results. */
  readonly state: CheckState;
  readonly everySeconds: number;
  readonly cost: Check["cost"];
  readonly threshold: Check["threshold"];
  readonly needed: readonly Direction[];
  readonly results: readonly Judgement[];
};

/** Whether a direction could be taken now, by its named checks. `bad`, `unknown`, `warning`: ids. */
export type ReadinessView = {
  readonly direction: Direction;
  readonly kind: "ready" | "not-proven" | "not-ready" | "not-now";
  readonly bad: readonly string[];
  readonly unknown: readonly string[];
  readonly warning: readonly string[];
  readonly good: number;
  readonly all: number;
};

/** What would be lost, and how long a failover would take, if home vanished now. */
export type RecoveryView = {
  readonly lags: LogShippingView;
  readonly point: RecoveryPoint;
  readonly targets: OverviewView["targets"];
  /** Messages as an interval; unknown ends are null. */
  readonly loss: Reading<LossView>;
  readonly chain: Reading<{
    /** Where the copy stands, and how far the files lead. */
    readonly redoLsn: string;
    readonly endLsn: string;
    readonly lastFile: string | null;
    readonly toApply: number;
  }>;
  readonly time: OverviewView["recoveryTime"];
};

/** The health page. */
export type HealthView = {
  readonly poolFqdn: string;
  readonly homeName: string;
  readonly otherName: string;
  readonly recovery: RecoveryView;
  readonly serverNow: string;
  readonly checks: readonly CheckView[];
  readonly readiness: readonly ReadinessView[];
};
