import type { PlannedCommand } from "#lib/domain/commands/command.ts";
import { stagesOf } from "#lib/domain/procedures/all.ts";
import type { Order, PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { captureView } from "./capture-age.ts";
import { forecastTime, type TimeFacts } from "./forecast-time.ts";
import type { PlanDraft, PlanLooks } from "./looks.ts";
import { planFormat } from "./plan-format.ts";
import { pricesOf } from "./prices-of.ts";

/** What one procedure's looks found, beside what every plan page shows. */
export type PlanFound = Pick<PlanDraft, "findings" | "loss" | "opposite" | "lastChance" | "typedName" | "blocking"> & {
  readonly time: TimeFacts;
};

/** Pins every step's commands and lays out what the plan page shows, with the time in both orders. Pure. */
export function planOf(
  looks: PlanLooks,
  pins: Omit<PinnedPlan, "steps">,
  found: PlanFound,
): { readonly pinned: PinnedPlan; readonly view: PlanDraft } {
  const { pool, capture } = looks;
  const steps = stagesOf(pins).flat();
  const planned = steps.map((step) => ({ id: step.id, commands: step.planned(pins, pool) }));
  const commandsOf = (id: string): readonly PlannedCommand[] => planned.find((p) => p.id === id)?.commands ?? [];
  const { time, ...rest } = found;
  const stagesIn = (order: Order) => stagesOf({ ...pins, order }).map((stage) => stage.map((step) => step.id));
  const forecast = forecastTime(stagesIn, pins.order, time);
  return {
    pinned: { ...pins, format: planFormat, steps: planned },
    view: {
      id: looks.planId,
      procedure: pins.procedure,
      homeName: pool.sites.home,
      otherName: pool.sites.other,
      order: pins.order,
      ...rest,
      steps: steps.map((step) => ({
        id: step.id,
        number: step.number,
        way: step.way,
        targets: targetsOf(commandsOf(step.id)),
        commands: commandsOf(step.id),
        estimate: forecast.estimateOf(step.id),
        prices: pricesOf(step, pins, pool),
      })),
      time: forecast.time,
      capture: capture ? captureView(capture, pool, looks.ports.clock.now().toISOString()) : null,
      targets: pool.targets,
    },
  };
}

const targetsOf = (commands: readonly PlannedCommand[]) => [...new Set(commands.map((c) => c.command.target))];
