import type { Command, PlannedCommand } from "#lib/domain/commands/command.ts";
import type { Marker } from "#lib/domain/health/marker.ts";
import type { ActContext, Ports } from "#lib/domain/ports.ts";
import type { ProcedureId } from "#lib/domain/procedures/procedure-id.ts";
import type { ActError, Choice, DecisionKind, Finding, Observed } from "#lib/domain/run/journal.ts";
import type { RunState } from "#lib/domain/run/run-state.ts";
import type { Capture, Watermark } from "#lib/domain/store-port.ts";
import type { StrandedSettlement } from "#lib/domain/stranded/settlement.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import type { StepWay } from "#lib/domain/views/run-view.ts";
import type { DrillPins } from "./drill/pins.ts";
import type { FailbackPins, Way } from "./failback/pins.ts";
import type { FencePins } from "./fence-pins.ts";
import type { ReturnedHome } from "./returned/look-returned.ts";
import type { SwitchoverPins } from "./switchover/pins.ts";

export type StepId =
  | "prepare"
  | "fence-home"
  | "remove-log-shipping"
  | "copy-log-backups"
  | "apply-log-backups"
  | "bring-online"
  | "set-pool-state"
  | "create-mirror"
  | "set-active-servers"
  | "verify"
  | "fail-over-mirror"
  | "fence-returned-home"
  | "users-out"
  | "prove-no-loss"
  | "compare-copies"
  | "drill-restore"
  | "drill-check"
  | "drill-rehearse"
  | "drill-clean"
  | FailbackStepId;

export type FailbackStepId =
  | "prepare-home"
  | "seed-home"
  | "stop-other-chat"
  | "remove-other-mirror"
  | "back-up-other"
  | "restore-home"
  | "swap-log"
  | "open-home"
  | "create-home-mirror"
  | "mirror-compliance"
  | "set-witness"
  | "return-pool-state"
  | "return-active-servers"
  | "reseed-other"
  | "catch-up-other"
  | "rebuild-log-shipping"
  | "ship-from-mirror"
  | "start-other-services"
  | "stop-shipping"
  | "verify-home";

/** Failover chooses between the first two, failback between the last two. */
export type Order = "users-first" | "protection-first" | "state-first" | "documented";

/** What a plan pins: targets found by role, identities as read, and the order chosen. Its hash is over exactly this. */
export type PinnedPlan = {
  readonly id: string;
  /** How its commands are built (lib/domain/plan/plan-format.ts); plans that were made before there was a number have none. */
  readonly format?: number;
  readonly procedure: ProcedureId;
  readonly poolFqdn: string;
  readonly order: Order;
  /** Home instances whose mgc must be proven not writable, or attested (rule 1). */
  readonly opposite: readonly string[];
  /** The instance whose mgc serves after the run. */
  readonly target: string;
  readonly targetMirror: string | null;
  readonly poolStateIdentity: string;
  readonly activeServers: readonly string[];
  readonly chatServices: Readonly<Record<string, string>>;
  readonly copyJob: string | null;
  readonly restoreJob: string | null;
  /** Fully qualified name and instance of the target as the product's topology says it. */
  readonly targetSqlFqdn: string;
  readonly targetSqlInstance: string;
  readonly newPrincipal: "Mirror" | "Primary" | null;
  readonly captureId: string | null;
  /** Only where a home instance answered writable while the plan was made. */
  readonly fence?: FencePins;
  /** Only in a harmless drill. */
  readonly drill?: DrillPins;
  /** Only in a switchover. */
  readonly switchover?: SwitchoverPins;
  /** Only in a failback, and in what finishes one (re-protect). */
  readonly failback?: FailbackPins;
  /** Only where home is fenced after it came back. */
  readonly returned?: ReturnedHome;
  readonly steps: readonly { readonly id: StepId; readonly commands: readonly PlannedCommand[] }[];
};

export type StepContext = { readonly pool: Pool; readonly plan: PinnedPlan; readonly run: RunState };

/** What has been kept outside both sites' databases. */
export interface EvidencePort {
  watermarks(limit: number): Promise<readonly Watermark[]>;
  /** The newest picture of what the procedures destroy; null when none was ever taken. */
  newestCapture(): Promise<Capture | null>;
  /** Exports and waivers of what is stranded at home since the newest failover, newest first. */
  stranded(): Promise<readonly StrandedSettlement[]>;
  /** Daily markers, newest first, at most a week of them. */
  markers(): Promise<readonly Marker[]>;
}

export type LiveContext = StepContext & {
  readonly ports: Ports;
  readonly evidence: EvidencePort;
  /** For the act under way; checks get one as well. */
  readonly act: ActContext;
};

export type ActOutcome = {
  readonly result: unknown;
  readonly sessionId: number | null;
  readonly serverUtc: string | null;
};

/** One effect on one target: the unit of intent, attempt, observation, retry and undo. */
export interface Act {
  /** Stable in the run. */
  readonly id: string;
  readonly target: string;
  /** null for an act that only reads: its result is evidence. */
  readonly command: Command | null;
  /** May be sent again when its effect is unknown. */
  readonly repeatable: boolean;
  /** Small, and no concern of its neighbours: several such acts next to each other are sent at the same time, each with its own intent. */
  readonly isSmall?: true;
  /** A person may leave it out at this price. */
  readonly skip?: string;
  /** Looked at immediately before the intent, every time; anything but pass stops the act and asks. */
  readonly guard?: Check;
  /** A person is asked when it is found done without an intent of this run, also in a step that can be undone. */
  readonly asksWhenFoundDone?: true;
  /** Offered beside retry and abort when the act failed, by what it failed with. */
  readonly onFailure?: (error: ActError | null) => readonly Choice[];
  /** Offered beside retry, take-as-done and abort when nobody can see whether it took effect. */
  readonly onUnknown?: readonly Choice[];
  /** Takes this act's effect back, through the same looks and journal; offered when the run is aborted before the point of no return. */
  readonly undo?: Act;
  /** Where the run takes nothing back: what stays, why, and the command by hand. Shown when an aborted run asks what to undo. */
  readonly undoByHand?: string;
  /** Read-only; tells this run's effect from an older one where it can. */
  observe(ctx: LiveContext): Promise<Observed>;
  perform(ctx: LiveContext): Promise<ActOutcome>;
}

export interface Check {
  readonly id: string;
  /** How long the engine looks again before it asks; 0 = one look. Milliseconds. */
  readonly patienceMs: number;
  /** Whether a person may go on although it did not pass, with a reason. */
  readonly mayGoOn: boolean;
  /** What a bad finding does: asks a person, or is only recorded and shown. */
  readonly onBad: "ask" | "record";
  look(ctx: LiveContext): Promise<Finding>;
}

/** A question that follows from what the run knows, asked once per `key`. */
export type Question = {
  readonly key: string;
  readonly kind: DecisionKind;
  readonly facts: Readonly<Record<string, string>>;
  readonly choices: readonly Choice[];
  readonly suggested: string | null;
};

/** What a step would do next. `wait`: nothing until another lane has gone on; `holds`: nothing that was not begun. `ends`: once the acts are settled the run ends as aborted. */
export type NextActs = {
  readonly acts: readonly Act[];
  readonly question?: Question;
  readonly wait?: boolean;
  readonly holds?: boolean;
  readonly ends?: true;
};

export interface Step {
  readonly id: StepId;
  /** The printed number; "" = ours, before step 1. */
  readonly number: string;
  readonly way: StepWay;
  /** Absent = cannot be skipped. */
  readonly skip?: { readonly price: string };
  readonly precheck: readonly Check[];
  readonly proof: readonly Check[];
  /** Whether a plan has this step; absent = always. */
  isIn?(plan: Omit<PinnedPlan, "steps">): boolean;
  /** For the plan page: every command with the rules for what only the run will know. */
  planned(plan: Omit<PinnedPlan, "steps">, pool: Pool): readonly PlannedCommand[];
  /** Pure: from plan, policy and the run so far. */
  acts(ctx: StepContext): NextActs;
}

/** `way`: only a failback has more than one. */
export type Procedure = {
  readonly id: ProcedureId;
  readonly stages: (order: Order, way?: Way) => readonly (readonly Step[])[];
};
