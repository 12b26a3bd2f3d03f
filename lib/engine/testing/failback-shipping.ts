import { applyLog, setOf } from "./failback-backups.ts";
import { refuse, type Sent } from "./failback-effects.ts";
import type { FailbackWorld } from "./failback-world.ts";

/** The batch of the primary: procedure, schedules; an entry that is there is replaced (@overwrite). */
export function setUpPrimary({ here, target, told, text }: Sent): void {
  if (here.mgc?.state !== "ONLINE") refuse(32007, `Database mgc is not ONLINE on ${target}.`);
  here.primary = { id: `primary of ${target}`, told, whole: text.includes("sp_attach_schedule"), secondaries: [] };
  here.jobs.set(told.backupJob ?? "", { enabled: 0, ends: [] });
}

/** The batch of the secondary: both procedures and both jobs' schedules. */
export function setUpSecondary({ here, target, told, text }: Sent): void {
  here.secondary = { id: `secondary on ${target}`, told, whole: text.includes("sp_attach_schedule"), secondaries: [] };
  for (const job of [told.copyJob, told.restoreJob]) here.jobs.set(job ?? "", { enabled: 0, ends: [] });
}

/** What a job of log shipping does when it is started: its own success proves nothing, what it moved does. */
export function runShippingJob({ world, here, told }: Sent): void {
  const name = told.job ?? "";
  const job = here.jobs.get(name) ?? refuse(14262, `The specified @job_name ('${name}') does not exist.`);
  job.ends.push(world.clock.monotonicMs() + 2_000);
  if (here.primary?.told.backupJob === name) backUpLog(world, here);
  else if (here.secondary?.told.copyJob === name) world.copied = [...world.made];
  else if (here.secondary?.told.restoreJob === name) restoreCopied(world, here);
}

function backUpLog(world: FailbackWorld, here: Sent["here"]): void {
  const copy = here.mgc;
  if (copy?.state !== "ONLINE") return;
  copy.lsn += 1;
  world.made.push(setOf(copy, { type: 2, writer: "the shipping job" }));
  Object.assign(copy, { chain: copy.lsn + 1, lsn: copy.lsn + 1, before: null });
}

function restoreCopied(world: FailbackWorld, here: Sent["here"]): void {
  const copy = here.mgc;
  if (copy?.state !== "RESTORING") return;
  // A log backup from before, on another fork, comes first by its name: the job stops at it (4330).
  if ((world.folders.get("copyFolder") ?? []).some((name) => name.endsWith(".trn"))) return;
  for (const file of world.copied) {
    if ((file.fork === copy.fork || file.endFork === copy.fork) && file.first <= copy.lsn && copy.lsn < file.last)
      applyLog(copy, file);
  }
}
