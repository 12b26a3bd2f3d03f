import { startService } from "#lib/domain/commands/cmdlets.ts";
import { backUpTail } from "#lib/domain/commands/full-backup.ts";
import { disableJob, enableJob } from "#lib/domain/commands/jobs.ts";
import { removeMirroring } from "#lib/domain/commands/mirroring.ts";
import { restoreWithRecovery } from "#lib/domain/commands/restore.ts";
import { setServiceStart, stopService } from "#lib/domain/commands/services.ts";
import { resultOf } from "#lib/domain/run/run-state.ts";
import { evidenceAct, known } from "./act.ts";
import { pinHeader } from "./failback/backup-acts.ts";
import { mirroringOff } from "./failback/fence-acts.ts";
import { serviceAct } from "./failback/service-act.ts";
import { disableStart } from "./failback/start-type.ts";
import {
  backUpTailOf,
  backupJobOff,
  endWriters,
  fingerprintHome,
  jobsIdle,
  whileHomeAnswers,
} from "./fence-home-acts.ts";
import type { FencePins } from "./fence-pins.ts";
import { check, finding } from "./finding.ts";
import type { PinnedPlan } from "./pinned-plan.ts";
import { readOpposite } from "./shared-checks.ts";
import { backupDescription, plannedBackup, signedBackup } from "./signed-backup.ts";
import type { Act, Step, StepContext } from "./step.ts";

/** The tail's own header, as the instance that will restore it read it: named by `lossOf`. */
export const tailHeaderId = "fence-tail-header";

/** What the tail backup is called in msdb of the home instance. */
export const tailOf = (plan: Pick<PinnedPlan, "id">, fence: FencePins) =>
  backUpTail(fence.instance, {
    database: "mgc",
    file: fence.tailFile,
    name: "mgc tail",
    description: backupDescription({ planId: plan.id, part: "failover, home is fenced" }),
  });

/**
 * Before anything is switched, where home still answers writable: writers out, then the tail of the log WITH NORECOVERY. Home is
 * RESTORING afterwards, fenced by the engine itself, and nothing is lost. Chat there does not start by itself after a reboot (dba-notes 19). dba-notes 7b. Each act but the mirroring has its undo.
 */
export const fenceHome: Step = {
  id: "fence-home",
  number: "",
  way: "can-be-undone",
  isIn: (plan) => plan.fence !== undefined,
  precheck: [],
  proof: [
    check(
      "home-fenced-by-tail",
      async (ctx) => {
        const seen = await readOpposite(ctx);
        const facts = Object.fromEntries(seen.map((s) => [s.instance, `${s.verdict}: ${s.detail}`]));
        if (seen.some((s) => s.verdict === "writable")) return finding(ctx, "home-fenced-by-tail", "fail", facts);
        const isProven = seen.every((s) => s.verdict === "proven-not-writable");
        return finding(ctx, "home-fenced-by-tail", isProven ? "pass" : "unknown", facts);
      },
      { onBad: "record" },
    ),
  ],
  planned: (plan) => {
    const { fence } = plan;
    if (!fence) return [];
    const startTypes = fence.startTypes ?? [];
    return [
      ...fence.services.map((at) => known(stopService(at.server, at.service))),
      ...startTypes.map((at) => known(setServiceStart(at.server, at.service, "Disabled"))),
      ...fence.backupJobs.map((at) => known(disableJob(at.instance, at.job))),
      ...(fence.mirror === null ? [] : [known(removeMirroring(fence.instance, "mgc"))]),
      {
        command: { kind: "sql", target: fence.instance, text: "KILL <session>", parameters: {}, deadlineMs: 60_000 },
        rules: { text: "each session found in mgc, ours excepted, once the chat services are stopped" },
      },
      plannedBackup(tailOf(plan, fence)),
      // Sent only after an abort, when a person says so: what rule 7 asks is that it was shown.
      ...[
        restoreWithRecovery(fence.instance, "mgc"),
        ...fence.backupJobs.map((at) => enableJob(at.instance, at.job)),
        ...startTypes.map((at) => setServiceStart(at.server, at.service, at.startType)),
        ...fence.services.map((at) => startService(at.server, at.service)),
      ].map((command) => ({
        command,
        rules: { when: "only to undo the fence, after an abort, when a person says so" },
      })),
    ];
  },
  acts: (ctx) => ({ acts: ctx.plan.fence ? actsOf(ctx, ctx.plan.fence) : [] }),
};

function actsOf(ctx: StepContext, fence: FencePins): readonly Act[] {
  const seen = resultOf(ctx.run, "look-before-fence") as Awaited<ReturnType<typeof readOpposite>> | undefined;
  const look = evidenceAct("look-before-fence", fence.instance, readOpposite);
  // Home went silent or was stopped since the plan: there is nothing to fence, and rule 1 asks at the point of no return.
  if (seen && !seen.some((s) => s.instance === fence.instance && s.verdict === "writable")) return [look];
  const tail = backUpTailOf(ctx, fence, signedBackup(tailOf(ctx.plan, fence), ctx.run));
  const isSaved = ctx.run.acts.get(tail.id)?.status === "done";
  const acts = [
    ...fence.services.map((at) => withServiceUndo(serviceAct("Stopped", at), at)),
    // Kept in the journal: the failback gives each its value back (lib/domain/steps/failback/start-type.ts).
    ...disableStart(fence.startTypes ?? []),
    ...fence.backupJobs.map((at) => backupJobOff(at.instance, at.job)),
    ...(fence.backupJobs.length === 0 ? [] : [jobsIdle(fence)]),
    ...(fence.mirror === null ? [] : [mirroringOff("fence-mirroring-off", fence.instance, "mgc")]),
    ...endWriters(ctx, fence.instance),
    ...(ctx.plan.switchover ? [fingerprintHome(ctx.run, fence.instance)] : []),
    tail,
  ].map(whileHomeAnswers);
  const header = pinHeader(tailHeaderId, { reader: ctx.plan.target, file: fence.tailFile, type: "log" });
  // The survey finds the file by itself; without its header the loss is only estimated, not proven to be nothing.
  return [look, ...acts, ...(isSaved ? [{ ...header, skip: "loss-not-known" }] : [])];
}

function withServiceUndo(act: Act, at: FencePins["services"][number]): Act {
  return { ...act, undo: { ...serviceAct("Running", at), id: `undo:${act.id}` } };
}
