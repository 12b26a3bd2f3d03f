import { deleteJob, enableJob } from "#lib/domain/commands/log-shipping-removal.ts";
import {
  addPrimarySecondary,
  addShippingPrimary,
  addShippingSecondary,
  type ShippingPrimary,
  type ShippingSecondary,
} from "#lib/domain/commands/log-shipping-setup.ts";
import { readDatabase, readJob } from "#lib/domain/commands/observations.ts";
import { dropDatabase } from "#lib/domain/commands/restore-full.ts";
import { readShippingPrimary, readShippingSecondary } from "#lib/domain/commands/shipping-observations.ts";
import { observed, sqlAct } from "#lib/domain/steps/act.ts";
import type { Act } from "#lib/domain/steps/step.ts";

/** Registers a primary with its job's schedules: a row without all of them is a set-up that broke off, and is made anew. */
export function addPrimaryAct(instance: string, wanted: ShippingPrimary): Act {
  return sqlAct(addShippingPrimary(instance, wanted), {
    id: `add-primary:${instance}`,
    repeatable: true,
    observe: async (ctx) => {
      const now = await readShippingPrimary(ctx.ports.sql, instance);
      const whole = now !== null && now.job === wanted.backupJob && now.schedules === wanted.schedules.length;
      return observed(whole ? "done" : "not-started", { instance, job: now?.job ?? "none" });
    },
  });
}

/** Tells a primary who its secondary is. */
export function linkSecondaryAct(instance: string, secondary: string): Act {
  return sqlAct(addPrimarySecondary(instance, secondary), {
    id: `link-secondary:${instance}`,
    repeatable: true,
    observe: async (ctx) => {
      const now = await readShippingPrimary(ctx.ports.sql, instance);
      return observed((now?.secondaries ?? 0) > 0 ? "done" : "not-started", {
        instance,
        secondaries: now?.secondaries ?? 0,
      });
    },
  });
}

/** Registers the secondary with both jobs and their schedules; the same rule for what broke off. */
export function addSecondaryAct(instance: string, wanted: ShippingSecondary): Act {
  return sqlAct(addShippingSecondary(instance, wanted), {
    id: `add-secondary:${instance}`,
    repeatable: true,
    observe: async (ctx) => {
      const now = await readShippingSecondary(ctx.ports.sql, instance);
      const whole =
        now !== null &&
        now.copyJob === wanted.copyJob &&
        now.restoreJob === wanted.restoreJob &&
        now.copySchedules === wanted.copySchedules.length &&
        now.restoreSchedules === wanted.restoreSchedules.length &&
        now.databases > 0;
      return observed(whole ? "done" : "not-started", { instance, copyJob: now?.copyJob ?? "none" });
    },
  });
}

/** Switches a log-shipping job on: the procedures make them switched off. */
export function jobOn(instance: string, job: string): Act {
  return sqlAct(enableJob(instance, job), {
    id: `job-on:${instance}:${job}`,
    repeatable: true,
    observe: async (ctx) => {
      const now = await readJob(ctx.ports.sql, instance, job);
      return observed(now?.enabled === 1 ? "done" : "not-started", { job, found: now ? "a job" : "none" });
    },
  });
}

/** Deletes the job that our failover made, after the last log it wrote is of no more use. */
export function jobGone(instance: string, job: string): Act {
  return sqlAct(deleteJob(instance, job), {
    id: "own-log-job-gone",
    repeatable: true,
    observe: async (ctx) => {
      const now = await readJob(ctx.ports.sql, instance, job);
      return observed(now ? "not-started" : "done", { job });
    },
  });
}

/** Drops what a former mirror left: only ever a RESTORING copy, anything else is a person's matter. */
export function dropLeftover(instance: string): Act {
  return sqlAct(dropDatabase(instance, "mgc"), {
    id: `drop-leftover:${instance}`,
    repeatable: false,
    skip: "leftover-stays",
    observe: async (ctx) => {
      const db = await readDatabase(ctx.ports.sql, instance, "mgc");
      const facts = { instance, state: db.state ?? "absent", role: db.role ?? "none" };
      if (db.state === null) return observed("done", facts);
      return observed(db.state === "RESTORING" && db.role === null ? "not-started" : "unknown", facts);
    },
  });
}
