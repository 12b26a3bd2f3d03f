import { startJob } from "#lib/domain/commands/jobs.ts";
import { deleteJob, enableJob } from "#lib/domain/commands/log-shipping-removal.ts";
import {
  addPrimarySecondary,
  addShippingPrimary,
  addShippingSecondary,
} from "#lib/domain/commands/log-shipping-setup.ts";
import { readJob } from "#lib/domain/commands/observations.ts";
import { dropDatabase } from "#lib/domain/commands/restore-full.ts";
import { evidenceAct, known } from "#lib/domain/steps/act.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { runOnce } from "#lib/domain/steps/run-once.ts";
import type { LiveContext, Step } from "#lib/domain/steps/step.ts";
import { setAsideCommands, setOldLogBackupsAside } from "./old-log-backups.ts";
import { failbackOf } from "./pins.ts";
import { pinSecondary, roundTrip } from "./round-trip.ts";
import { addPrimaryAct, addSecondaryAct, dropLeftover, jobGone, jobOn, linkSecondaryAct } from "./shipping-acts.ts";

type Pins = Omit<PinnedPlan, "steps">;

/** The three jobs with their instances, in the order in which one round trip runs through them. */
function jobsOf(plan: Pins): readonly (readonly [string, string])[] {
  const { rebuild, source } = failbackOf(plan);
  const primary = rebuild.primaries[plan.target];
  return [
    ...(primary ? [[plan.target, primary.backupJob] as const] : []),
    ...(rebuild.secondary
      ? [[source, rebuild.secondary.copyJob] as const, [source, rebuild.secondary.restoreJob] as const]
      : []),
  ];
}

async function lastRuns(ctx: LiveContext, jobs: ReturnType<typeof jobsOf>): Promise<unknown> {
  const seen = await Promise.all(jobs.map(([instance, job]) => readJob(ctx.ports.sql, instance, job)));
  return { lastRuns: Object.fromEntries(jobs.map(([, job], i) => [job, seen[i]?.lastRun ?? 0])) };
}

/** Printed step 5, second half: log shipping as the capture had it on both instances, then one whole round trip. Leftovers of the failover go first. */
export const rebuildLogShipping: Step = {
  id: "rebuild-log-shipping",
  number: "5",
  way: "can-be-undone",
  precheck: [],
  proof: [roundTrip],
  planned: (plan) => {
    const { rebuild, source, sourceMirror, ownLogJob } = failbackOf(plan);
    const primary = rebuild.primaries[plan.target];
    return [
      ...(ownLogJob === null ? [] : [known(deleteJob(source, ownLogJob))]),
      ...(sourceMirror === null ? [] : [known(dropDatabase(sourceMirror, "mgc"))]),
      ...setAsideCommands(plan.id).map(known),
      ...(primary
        ? [known(addShippingPrimary(plan.target, primary)), known(addPrimarySecondary(plan.target, source))]
        : []),
      ...(rebuild.secondary ? [known(addShippingSecondary(source, rebuild.secondary))] : []),
      ...jobsOf(plan).flatMap(([instance, job]) => [known(startJob(instance, job)), known(enableJob(instance, job))]),
    ];
  },
  acts: ({ plan }) => {
    const { rebuild, source, sourceMirror, ownLogJob } = failbackOf(plan);
    const primary = rebuild.primaries[plan.target];
    return {
      acts: [
        pinSecondary(source),
        ...(ownLogJob === null ? [] : [jobGone(source, ownLogJob)]),
        ...(sourceMirror === null ? [] : [dropLeftover(sourceMirror)]),
        ...setOldLogBackupsAside(plan.id),
        ...(primary ? [addPrimaryAct(plan.target, primary), linkSecondaryAct(plan.target, source)] : []),
        ...(rebuild.secondary ? [addSecondaryAct(source, rebuild.secondary)] : []),
        // Where their history stood: a console that dies after a start sees by it that the job has run (lib/domain/steps/run-once.ts).
        evidenceAct("jobs-idle", plan.target, (ctx) => lastRuns(ctx, jobsOf(plan))),
        // Once each while they are still off: a job that its schedule runs at this moment refuses to start (22022).
        ...jobsOf(plan).flatMap(([instance, job]) => runOnce(instance, job)),
        ...jobsOf(plan).map(([instance, job]) => jobOn(instance, job)),
      ],
    };
  },
};
