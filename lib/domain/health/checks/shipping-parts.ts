import type { ShippingSetUp } from "#lib/domain/commands/queries/health/shipping.ts";
import { believedSection, type CheckContext, type Judgement } from "#lib/domain/health/check.ts";
import type { JobReading } from "#lib/domain/health/readings.ts";
import { copies, every } from "./pool-parts.ts";

type Of<T> = { readonly name: string; readonly site: "home" | "other"; readonly at: string } & T;
type Unknown = { readonly name: string; readonly site: "home" | "other"; readonly unknown: Judgement };

/** How log shipping is set up on each copy's instance, or why that is not known. */
export function shippingFacts(
  ctx: CheckContext,
): readonly (Of<{ readonly rows: readonly ShippingSetUp[] }> | Unknown)[] {
  return copies(ctx).map(({ name, site }) => {
    const of = { target: name, everySeconds: every.work };
    const seen = believedSection(ctx, ctx.seen.work[name], { ...of, section: (work) => work.shipping });
    return "unknown" in seen ? { name, site, unknown: seen.unknown } : { name, site, at: seen.at, rows: seen.value };
  });
}

/** The log shipping jobs of each copy's instance, or why they are not known. */
export function shippingJobs(ctx: CheckContext): readonly (Of<{ readonly jobs: readonly JobReading[] }> | Unknown)[] {
  return copies(ctx).map(({ name, site }) => {
    const of = { target: name, everySeconds: every.work };
    const seen = believedSection(ctx, ctx.seen.work[name], { ...of, section: (work) => work.jobs });
    return "unknown" in seen ? { name, site, unknown: seen.unknown } : { name, site, at: seen.at, jobs: seen.value };
  });
}

const unitSeconds: Readonly<Record<number, number>> = { 1: 86_400, 2: 1, 4: 60, 8: 3_600 };

/** Seconds between two starts by the job's schedule; null without one. */
export function intervalSeconds(job: JobReading): number | null {
  const unit = job.everyUnit === null ? undefined : unitSeconds[job.everyUnit];
  if (unit === undefined) return null;
  return unit === 86_400 ? unit : unit * Math.max(1, job.everyCount ?? 1);
}

/** How long a job may run, or stand still, before somebody looks: four of its turns, at least a minute. Seconds. */
export function patienceSeconds(job: JobReading): number {
  return Math.max(60, 4 * (intervalSeconds(job) ?? 86_400));
}

/** Two looks at every job: what a job has not done when its next turn is due shows within that. Seconds. */
const twoSweeps = 2 * every.work;

/** A run that lasts into the job's next turn has made it miss that turn. Seconds. */
export function overrunSeconds(job: JobReading): number {
  return intervalSeconds(job) ?? 86_400;
}

/**
 * A job that said success three times and moved nothing is idle, however green; never below a minute: a clock that is set makes
 * a job skip a turn, and that alone is no fault. Seconds.
 */
export function idleSeconds(job: JobReading): number {
  return Math.max(60, 3 * (intervalSeconds(job) ?? 86_400)) + twoSweeps;
}

/** backup, copy or restore, by what its step calls. */
export function kindOf(job: JobReading): "backup" | "copy" | "restore" | "other" {
  const word = / -(backup|copy|restore) /i.exec(job.command)?.[1]?.toLowerCase();
  return word === "backup" || word === "copy" || word === "restore" ? word : "other";
}

/** Where nobody has set a threshold: log shipping's own default for a backup. Seconds. */
export const usualThreshold = 3_600;

/** What log shipping was told to alert at, when it could be read. */
export function restoreThreshold(ctx: CheckContext): number {
  const rows = shippingFacts(ctx).flatMap((each) => ("rows" in each ? each.rows : []));
  const minutes = rows.flatMap((row) =>
    row.role === "secondary" && row.thresholdMinutes !== null ? [row.thresholdMinutes] : [],
  );
  return minutes.length === 0 ? usualThreshold : Math.min(...minutes) * 60;
}
