import { setReadOnly } from "#lib/domain/commands/database-options.ts";
import { backUpSafeCopy } from "#lib/domain/commands/full-backup.ts";
import { disableJob } from "#lib/domain/commands/jobs.ts";
import { deletePrimaryDatabase, deletePrimarySecondary } from "#lib/domain/commands/log-shipping-removal.ts";
import { removeMirroring } from "#lib/domain/commands/mirroring.ts";
import { readJob } from "#lib/domain/commands/observations.ts";
import { setServiceStart, stopService } from "#lib/domain/commands/services.ts";
import { AppError } from "#lib/domain/errors.ts";
import { evidenceAct, known, observed, sqlAct } from "#lib/domain/steps/act.ts";
import { check, finding } from "#lib/domain/steps/finding.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { backupDescription, plannedBackup, signedBackup } from "#lib/domain/steps/signed-backup.ts";
import type { Act, LiveContext, Step } from "#lib/domain/steps/step.ts";
import { backupAct, pinHeader } from "./backup-acts.ts";
import { mirroringOff, readOnlyAct } from "./fence-acts.ts";
import { copiesSeen, opens, readHomeCopies } from "./home-copies.ts";
import { homeShippingOff, shippingAgain } from "./home-shipping.ts";
import { failbackOf, onlyToUndo } from "./pins.ts";
import { serviceAct } from "./service-act.ts";
import { startTypesOf, startTypesOff } from "./start-type.ts";

type Pins = Omit<PinnedPlan, "steps">;

const safeCopy = (plan: Pins, instance: string) =>
  backUpSafeCopy(instance, {
    database: "mgc",
    file: failbackOf(plan).files.safe[instance] ?? "",
    name: "mgc safe copy",
    description: backupDescription({ planId: plan.id, part: "failback, before home is overwritten" }),
  });

/** No copy at home that answers takes writes. */
export const homeNotWritable = check("home-not-writable", async (ctx) => {
  const copies = await readHomeCopies(ctx);
  const writable = copies.filter((c) => c.state === "ONLINE" && !c.readOnly && c.role !== "MIRROR");
  const silent = copies.some((c) => c.state === "unreachable");
  const facts = Object.fromEntries(copies.map((c) => [c.instance, `${c.state}${c.readOnly ? ", read-only" : ""}`]));
  return finding(ctx, "home-not-writable", writable.length > 0 ? "fail" : silent ? "warn" : "pass", facts);
});

/**
 * Step 0, ours: what came back with home is stopped and written down; its log shipping and mirroring go; no home copy takes
 * writes any more; then every one that opens is backed up. Nothing is lost: dba-notes 3, 4, 6, 12, 19.
 */
export const prepareHome: Step = {
  id: "prepare-home",
  number: "",
  way: "can-be-undone",
  precheck: [],
  proof: [homeNotWritable],
  planned: (plan) => {
    const { home, homeServices, rebuild } = failbackOf(plan);
    const instances = home.map((h) => h.instance);
    return [
      ...homeServices.map((s) => known(stopService(s.server, s.service))),
      ...startTypesOf(plan).flatMap((s) => [
        known(setServiceStart(s.server, s.service, "Disabled")),
        { command: setServiceStart(s.server, s.service, s.startType), rules: onlyToUndo },
      ]),
      ...home.flatMap((h) => (h.backupJob === null ? [] : [known(disableJob(h.instance, h.backupJob))])),
      ...instances.flatMap((i) => [
        {
          command: deletePrimarySecondary(i, {
            server: rebuild.secondary ? failbackOf(plan).source : "<secondary>",
            database: "mgc",
          }),
          rules: { server: "each secondary that the instance names", database: "its database" },
        },
        known(deletePrimaryDatabase(i)),
        known(removeMirroring(i, "mgc")),
        known(setReadOnly(i, "mgc")),
        plannedBackup(safeCopy(plan, i)),
        ...shippingAgain(removedOf(plan, i)).map((command) => ({ command, rules: onlyToUndo })),
      ]),
    ];
  },
  acts: (ctx) => {
    const { home, homeServices } = failbackOf(ctx.plan);
    const before = copiesSeen(ctx.run, "look-home").filter((c) => c.state !== "unreachable");
    const after = copiesSeen(ctx.run, "look-home-again");
    return {
      acts: [
        evidenceAct("look-home", ctx.plan.target, readHomeCopies),
        ...homeServices.map((s) => serviceAct("Stopped", s)),
        ...startTypesOff(ctx.plan),
        ...home.flatMap((h) => (h.backupJob === null ? [] : [jobOff(h.instance, h.backupJob)])),
        evidenceAct("home-jobs-idle", ctx.plan.target, waitIdle),
        ...before.flatMap((c) => homeShippingOff(ctx.run, removedOf(ctx.plan, c.instance, c.state))),
        ...mirroringHolder(before).map((instance) => ({
          ...mirroringOff(`home-mirroring-off:${instance}`, instance, "mgc"),
          undoByHand: `mgc on ${instance} stays without its mirror: home's copies are behind, and the next failback overwrites both and mirrors them again. Nothing to do by hand while ${failbackOf(ctx.plan).source} serves.`,
        })),
        evidenceAct("look-home-again", ctx.plan.target, readHomeCopies),
        ...after.filter(opens).flatMap((c) => [
          {
            ...readOnlyAct(`home-read-only:${c.instance}`, c.instance),
            undoByHand: `mgc on ${c.instance} stays READ_ONLY: ${failbackOf(ctx.plan).source} takes writes again, and two writable copies are never allowed (rule 1).`,
          },
          backupAct(signedBackup(safeCopy(ctx.plan, c.instance), ctx.run), `safe-copy:${c.instance}`),
          pinHeader(`safe-copy-read:${c.instance}`, {
            reader: c.instance,
            file: failbackOf(ctx.plan).files.safe[c.instance] ?? "",
            type: "full",
          }),
        ]),
      ],
    };
  },
};

/** What of log shipping an abort gives back to a home instance; it needs mgc online there (32007). `state` left out: for the plan. */
function removedOf(plan: Pins, instance: string, state = "ONLINE") {
  const { rebuild, source } = failbackOf(plan);
  const wasShipping = state === "ONLINE" ? (rebuild.primaries[instance] ?? null) : null;
  return { instance, wasShipping, secondary: source };
}

/** One statement on one partner ends mirroring for both: on the principal where one answers, else on a mirror. */
function mirroringHolder(copies: ReturnType<typeof copiesSeen>): readonly string[] {
  const holder = copies.find((c) => c.role === "PRINCIPAL") ?? copies.find((c) => c.role === "MIRROR");
  return holder ? [holder.instance] : [];
}

function jobOff(instance: string, job: string): Act {
  return sqlAct(disableJob(instance, job), {
    id: `home-job-off:${instance}`,
    repeatable: true,
    undoByHand: `job ${job} on ${instance} stays off: it would write log backups of the old copy into the share. Once home serves again: EXEC msdb.dbo.sp_update_job @job_name = N'${job}', @enabled = 1 on ${instance}.`,
    observe: async (ctx) => {
      const seen = await readJob(ctx.ports.sql, instance, job);
      return observed(!seen || seen.enabled === 0 ? "done" : "not-started", { job, found: seen ? "a job" : "none" });
    },
  });
}

/** Waits, at most ten minutes, until no home backup job writes any more. */
async function waitIdle(ctx: LiveContext): Promise<unknown> {
  const { home } = failbackOf(ctx.plan);
  const until = ctx.ports.clock.monotonicMs() + 600_000;
  for (;;) {
    const running = await Promise.all(
      home.map(async (h) =>
        h.backupJob === null ? 0 : ((await readJob(ctx.ports.sql, h.instance, h.backupJob))?.running ?? 0),
      ),
    );
    if (running.every((n) => n === 0)) return { idle: true };
    if (ctx.ports.clock.monotonicMs() > until)
      throw new AppError("refused", "a backup job at home still runs after ten minutes; stop it there, then try again");
    await ctx.ports.clock.sleep(1_000, ctx.act.signal);
  }
}
