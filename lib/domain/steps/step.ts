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
import type { Way } from "./failback/pins.ts";
import type { Order, PinnedPlan } from "./pinned-plan.ts";
import type { StepId } from "./step-id.ts";

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
