import { disableJob } from "#lib/domain/commands/jobs.ts";
import { enableJob } from "#lib/domain/commands/log-shipping-removal.ts";
import { readJob } from "#lib/domain/commands/observations.ts";
import { AppError } from "#lib/domain/errors.ts";
import { evidenceAct, known, observed, sqlAct } from "#lib/domain/steps/act.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { Act, LiveContext, Step } from "#lib/domain/steps/step.ts";
import { failbackOf, onlyToUndo } from "./pins.ts";
import { jobOn } from "./shipping-acts.ts";

type Pins = Omit<PinnedPlan, "steps">;

/** Every job of what is left of log shipping, with its instance. */
function jobsLeft(plan: Pins): readonly (readonly [string, string])[] {
  const { home, source } = failbackOf(plan);
  return [
    ...home.flatMap((h) => (h.backupJob === null ? [] : [[h.instance, h.backupJob] as const])),
    ...[plan.copyJob, plan.restoreJob].flatMap((job) => (job === null ? [] : [[source, job] as const])),
  ];
}

/** What is left of log shipping stands still while the other copy is made anew: a log backup taken meanwhile would be missing there. */
export const stopShipping: Step = {
  id: "stop-shipping",
  number: "",
  way: "can-be-undone",
  precheck: [],
  proof: [],
  isIn: (plan) => jobsLeft(plan).length > 0,
  planned: (plan) =>
    jobsLeft(plan).flatMap(([instance, job]) => [
      known(disableJob(instance, job)),
      { command: enableJob(instance, job), rules: onlyToUndo },
    ]),
  acts: ({ plan }) => ({
    acts: [
      ...jobsLeft(plan).map(([instance, job]) => jobOff(instance, job)),
      evidenceAct("shipping-idle", plan.target, waitIdle),
    ],
  }),
};

function jobOff(instance: string, job: string): Act {
  return sqlAct(disableJob(instance, job), {
    id: `shipping-off:${instance}:${job}`,
    repeatable: true,
    undo: { ...jobOn(instance, job), id: `undo:shipping-off:${instance}:${job}` },
    observe: async (ctx) => {
      const seen = await readJob(ctx.ports.sql, instance, job);
      return observed(!seen || seen.enabled === 0 ? "done" : "not-started", { job, found: seen ? "a job" : "none" });
    },
  });
}

/** Waits, at most ten minutes, until none of them runs any more. @throws AppError "refused" */
async function waitIdle(ctx: LiveContext): Promise<unknown> {
  const jobs = jobsLeft(ctx.plan);
  const until = ctx.ports.clock.monotonicMs() + 600_000;
  for (;;) {
    const seen = await Promise.all(jobs.map(([instance, job]) => readJob(ctx.ports.sql, instance, job)));
    const busy = jobs.filter((_, i) => (seen[i]?.running ?? 0) > 0);
    if (busy.length === 0) return { idle: true };
    if (ctx.ports.clock.monotonicMs() > until)
      throw new AppError(
        "refused",
        `${busy.map(([instance, job]) => `${job} on ${instance}`).join(", ")} still runs after ten minutes; stop it there, then try again`,
      );
    await ctx.ports.clock.sleep(1_000, ctx.act.signal);
  }
}
