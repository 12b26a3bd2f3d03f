import type { Asked, Row } from "./failback-reads.ts";

/** The secondary's monitor row; the world says how long ago something was restored. */
export function monitorRows({ world, here }: Asked): readonly Row[] {
  if (!here.secondary) return [];
  const serverUtc = world.clock.now().toISOString();
  const lastRestoredUtc = new Date(world.clock.now().getTime() - world.restoredMinutesAgo * 60_000).toISOString();
  const files = { lastCopiedFile: null, lastCopiedUtc: null, lastRestoredFile: null };
  return [{ serverUtc, ...files, lastRestoredUtc, lastRestoredLatencyMinutes: null }];
}

export function primaryRows({ here: { primary, jobs } }: Asked): readonly Row[] {
  if (!primary) return [];
  const job = primary.told.backupJob ?? "";
  const schedules = primary.whole ? 1 : 0;
  return [{ job, enabled: jobs.get(job)?.enabled ?? null, schedules, secondaries: primary.secondaries.length }];
}

export function secondaryRows({ here: { secondary } }: Asked): readonly Row[] {
  if (!secondary) return [];
  const n = secondary.whole ? 1 : 0;
  const { copyJob, restoreJob } = secondary.told;
  return [{ copyJob, restoreJob, copySchedules: n, restoreSchedules: n, databases: n }];
}
