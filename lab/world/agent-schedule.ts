import type { InstanceWorld } from "./instance-world.ts";
import type { Row } from "./state.ts";

const number = (row: Row, key: string): number => Number(row[key] ?? 0);

function secondsOf(hhmmss: number): number {
  return Math.floor(hhmmss / 10_000) * 3600 + (Math.floor(hhmmss / 100) % 100) * 60 + (hhmmss % 100);
}

/** First moment after `after` (local wall clock) that one schedule asks for; null = never again. */
export function nextRun(schedule: Row, after: Date): Date | null {
  if (number(schedule, "enabled") === 0) return null;
  const type = number(schedule, "freq_type");
  if (type !== 4 && type !== 8) return null;
  const subday = number(schedule, "freq_subday_type");
  const unit = { 2: 1, 4: 60, 8: 3600 }[subday];
  const start = secondsOf(number(schedule, "active_start_time"));
  const end = secondsOf(number(schedule, "active_end_time") || 235_959);
  const step = unit === undefined ? 86_400 : Math.max(unit * number(schedule, "freq_subday_interval"), 1);
  const midnight = Date.UTC(after.getUTCFullYear(), after.getUTCMonth(), after.getUTCDate());
  const second = Math.floor((after.getTime() - midnight) / 1000);
  const next = second < start ? start : start + (Math.floor((second - start) / step) + 1) * step;
  return new Date(next <= end ? midnight + next * 1000 : midnight + 86_400_000 + start * 1000);
}

/** The earliest over all schedules attached to a job. */
export function nextRunOfJob(instance: InstanceWorld, jobId: string, after: Date): Date | null {
  const attached = instance.msdb("sysjobschedules").filter((row) => row.job_id === jobId);
  const times = attached.flatMap((link) => {
    const schedule = instance.msdb("sysschedules").find((row) => row.schedule_id === link.schedule_id);
    const time = schedule ? nextRun(schedule, after) : null;
    return time ? [time.getTime()] : [];
  });
  return times.length === 0 ? null : new Date(Math.min(...times));
}

/** YYYYMMDD and HHMMSS as msdb keeps them. */
export function dateParts(at: Date): { readonly date: number; readonly time: number } {
  return {
    date: at.getUTCFullYear() * 10_000 + (at.getUTCMonth() + 1) * 100 + at.getUTCDate(),
    time: at.getUTCHours() * 10_000 + at.getUTCMinutes() * 100 + at.getUTCSeconds(),
  };
}
