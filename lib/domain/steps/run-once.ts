import { startJob } from "#lib/domain/commands/jobs.ts";
import { readJob } from "#lib/domain/commands/observations.ts";
import { StepError } from "#lib/domain/errors.ts";
import { evidenceAct, observed, sendSql } from "./act.ts";
import type { Act, LiveContext } from "./step.ts";

/** How long a started job is waited for before the run goes on without it, and how often the wait says so. Milliseconds. */
const patienceMs = 300_000;
const sayEveryMs = 15_000;
const lookEveryMs = 500;

const startId = (job: string) => `run-job-once:${job}`;

/**
 * One more run of a job: it is started, then waited for, at most five minutes. Its success is never the proof, the chain is. A failed
 * run is shown and does not stop recovery.
 */
export function runOnce(target: string, job: string): readonly Act[] {
  const wait = evidenceAct(`job-ended:${job}`, target, (ctx) => waitForEnd(ctx, target, job));
  return [start(target, job), { ...wait, skip: "no-last-run" }];
}

function start(target: string, job: string): Act {
  const command = startJob(target, job);
  return {
    id: startId(job),
    target,
    command,
    repeatable: true,
    skip: "no-last-run",
    observe: async (ctx) => {
      const seen = await readJob(ctx.ports.sql, target, job);
      if (!seen) return observed("done", { job, found: "no such job" });
      const idle = ctx.run.acts.get("jobs-idle")?.result as { lastRuns?: Record<string, number> } | undefined;
      const before = idle?.lastRuns?.[job] ?? seen.lastRun;
      if (seen.running > 0) return observed("running", { job });
      return observed(seen.lastRun > before ? "done" : "not-started", {
        job,
        outcome: seen.lastOutcome,
        message: seen.lastMessage,
      });
    },
    perform: async (ctx) => {
      const lastRunBefore = (await readJob(ctx.ports.sql, target, job))?.lastRun ?? 0;
      return { ...(await sendSql(ctx, command)), result: { lastRunBefore } };
    },
  };
}

/** Says what it waits for; gives up at once when a person wants the run to stop. @throws StepError effect "none": he waits on or leaves it out */
async function waitForEnd(ctx: LiveContext, target: string, job: string): Promise<unknown> {
  const { clock, sql } = ctx.ports;
  const started = ctx.run.acts.get(startId(job));
  if (started?.status === "skipped") return { outcome: null, message: "not started" };
  const before = (started?.result as { lastRunBefore?: number } | undefined)?.lastRunBefore;
  const since = clock.monotonicMs();
  const waiting = () =>
    `job ${job} on ${target} has been running for ${Math.round((clock.monotonicMs() - since) / 1_000)} s`;
  const say = (text: string) => ctx.act.onOutput({ source: target, level: "info", text });
  for (let sayAt = since + sayEveryMs; ; ) {
    ctx.act.signal.throwIfAborted();
    const seen = await readJob(sql, target, job);
    // Without the time before the start (a console died in between) only its idleness tells.
    const isOver = !seen || (before === undefined ? seen.running === 0 : seen.lastRun > before);
    if (isOver) return { outcome: seen?.lastOutcome ?? null, message: seen?.lastMessage ?? null };
    const now = clock.monotonicMs();
    if (now - since > patienceMs) {
      say(`${waiting()}: the run goes on without it`);
      return { outcome: null, message: "still running after five minutes" };
    }
    if (await ctx.act.isHeld?.()) {
      const text = `${waiting()} and the run was asked to stop: leave its last run out, or try again to wait on`;
      throw new StepError("refused", text, { effect: "none" });
    }
    if (now >= sayAt) {
      say(waiting());
      sayAt = now + sayEveryMs;
    }
    await clock.sleep(lookEveryMs, ctx.act.signal);
  }
}
