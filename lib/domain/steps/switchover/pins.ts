import type { PlannedCommand } from "#lib/domain/commands/command.ts";
import { AppError } from "#lib/domain/errors.ts";

/** What a switchover pins beside a failover that fences home. */
export type SwitchoverPins = {
  /** The list of active servers while the plan was made: an aborted switchover gives it back. */
  readonly activeNow: readonly string[];
  /** Log shipping back to home, for a person's hand; empty: no capture has its values. Older plans do not have it. */
  readonly reverse?: readonly PlannedCommand[];
};

/** The switchover part of a plan. @throws AppError "internal" for a plan of another procedure */
export function switchoverOf(plan: { readonly id: string; readonly switchover?: SwitchoverPins }): SwitchoverPins {
  if (!plan.switchover) throw new AppError("internal", `plan ${plan.id} is no switchover plan`);
  return plan.switchover;
}
