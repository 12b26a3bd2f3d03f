import type { PlannedCommand } from "#lib/domain/commands/command.ts";
import type { ProcedureId } from "#lib/domain/procedures/procedure-id.ts";
import type { DrillPins } from "./drill/pins.ts";
import type { FailbackPins } from "./failback/pins.ts";
import type { FencePins } from "./fence-pins.ts";
import type { ReturnedHome } from "./returned/look-returned.ts";
import type { StepId } from "./step-id.ts";
import type { SwitchoverPins } from "./switchover/pins.ts";

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
