import type { Move } from "#lib/domain/commands/restore-full.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { PinnedSet } from "#lib/domain/steps/failback/backup-acts.ts";

/** What a harmless drill works on, as found while its plan was made. */
export type DrillPins = {
  /** The home instance whose msdb knows every backup of the chain. */
  readonly source: string;
  /** The newest full backup that the other instance could read itself. */
  readonly full: PinnedSet;
  /** When that one ended, on the writer's own clock; null = not known. */
  readonly fullFinished: string | null;
  /** Where the drill's own files go: names that nothing else uses. */
  readonly moves: readonly Move[];
  /** Folders in which log backups of the chain may lie. */
  readonly places: readonly string[];
};

/** The drill part of a plan. @throws AppError "internal" for a plan of another procedure */
export function drillOf(plan: { readonly id: string; readonly drill?: DrillPins }): DrillPins {
  if (!plan.drill) throw new AppError("internal", `plan ${plan.id} is no drill plan`);
  return plan.drill;
}
