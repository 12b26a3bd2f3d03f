import { deleteSecondaryDatabase, disableJob, startJob } from "#lib/domain/commands/jobs.ts";
import { hasLogShippingSecondary, readJob } from "#lib/domain/commands/observations.ts";
import { StepError } from "#lib/domain/errors.ts";
import { evidenceAct, known, observed, sqlAct } from "./act.ts";
import type { PinnedPlan } from "./pinned-plan.ts";
import { runOnce } from "./run-once.ts";
import type { Act, LiveContext, Step } from "./step.ts";

const jobsOf = (plan: Pick<PinnedPlan, "copyJob" | "restoreJob">) =>
  [plan.copyJob, plan.restoreJob].filter((j) => j !== null);

/** Step 1 of the printed page, in the order that loses nothing: jobs off, idle, each run once, then the registration (dba-notes 8). */
export const removeLogShipping: Step = {
  id: "remove-log-shipping",
  number: "1",
  way: "can-be-undone",
  precheck: [],
  proof: [],
  planned: (plan) => [
    ...jobsOf(plan).map((job) => known(disableJob(plan.target, job))),
    ...jobsOf(plan).map((job) => known(startJob(plan.target, job))),
    known(deleteSecondaryDatabase(plan.target, "mgc")),
  ],
  acts: ({ plan }) => {
    const jobs = jobsOf(plan);
    return {
      acts: [
        ...jobs.map((job) => disable(plan.target, job)),
        { ...evidenceAct("jobs-idle", plan.target, (ctx) => waitIdle(ctx, jobs)), skip: "job-may-interfere" },
        ...jobs.flatMap((job) => runOnce(plan.target, job)),
        remove(plan.target),
      ],
    };
  },
};

function disable(target: string, job: string): Act {
  return sqlAct(disableJob(target, job), {
    id: `disable-job:${job}`,
    repeatable: true,
    observe: async (ctx) => {
      const seen = await readJob(ctx.ports.sql, target, job);
      if (!seen) return observed("done", { job, found: "no such job" });
      return observed(seen.enabled === 0 ? "done" : "not-started", { job, enabled: seen.enabled });
    },
  });
}

/** Waits until no execution of the jobs is under way. @throws StepError effect "none" after ten minutes: a person decides */
async function waitIdle(ctx: LiveContext, jobs: readonly string[]): Promise<unknown> {
  const until = ctx.ports.clock.monotonicMs() + 600_000;
  for (;;) {
    const seen = await Promise.all(jobs.map((job) => readJob(ctx.ports.sql, ctx.plan.target, job)));
    if (seen.every((s) => (s?.running ?? 0) === 0))
      return { idle: true, lastRuns: Object.fromEntries(jobs.map((job, i) => [job, seen[i]?.lastRun ?? 0])) };
    if (ctx.ports.clock.monotonicMs() > until) {
      const running = jobs.filter((_, i) => (seen[i]?.running ?? 0) > 0).join(", ");
      const text = `${running} on ${ctx.plan.target} still runs after ten minutes: stop it (sp_stop_job), then try again`;
      throw new StepError("refused", text, { effect: "none" });
    }
    await ctx.ports.clock.sleep(1_000, ctx.act.signal);
  }
}

/** Failing to remove rows in msdb never blocks recovery: RESTORE does not need it. Hence skippable. */
function remove(target: string): Act {
  return sqlAct(deleteSecondaryDatabase(target, "mgc"), {
    id: "delete-secondary",
    repeatable: true,
    skip: "rows-stay-in-msdb",
    observe: async (ctx) => {
      const there = await hasLogShippingSecondary(ctx.ports.sql, target, "mgc");
      return observed(there ? "not-started" : "done", { secondary: there ? "registered" : "no row" });
    },
  });
}
