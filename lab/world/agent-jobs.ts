import type { InstanceWorld } from "./instance-world.ts";
import { newGuid } from "./lsn.ts";
import { refuse } from "./refuse.ts";
import type { Row } from "./state.ts";

type NewJob = {
  readonly name: string;
  readonly enabled: number;
  readonly category: number;
  readonly description: string | null;
  readonly owner: string;
};

export function addJob(instance: InstanceWorld, job: NewJob): string {
  if (findJob(instance, { name: job.name, id: null }))
    throw refuse(14261, `The specified @job_name ('${job.name}') already exists.`);
  const id = newGuid();
  const now = instance.localNow();
  instance.msdb("sysjobs").push({
    job_id: id,
    originating_server_id: 0,
    name: job.name,
    enabled: job.enabled,
    description: job.description,
    start_step_id: 1,
    category_id: job.category,
    owner_name: job.owner,
    notify_level_eventlog: 2,
    notify_level_email: 0,
    notify_level_netsend: 0,
    notify_level_page: 0,
    notify_email_operator_id: 0,
    notify_netsend_operator_id: 0,
    notify_page_operator_id: 0,
    delete_level: 0,
    date_created: now,
    date_modified: now,
    version_number: 1,
  });
  return id;
}

export function addStep(
  instance: InstanceWorld,
  step: {
    readonly jobId: string;
    readonly name: string;
    readonly subsystem: string;
    readonly command: string;
    readonly database: string | null;
  },
): void {
  const id = instance.msdb("sysjobsteps").filter((row) => row.job_id === step.jobId).length + 1;
  instance.msdb("sysjobsteps").push({
    job_id: step.jobId,
    step_id: id,
    step_name: step.name,
    subsystem: step.subsystem,
    command: step.command,
    flags: 0,
    cmdexec_success_code: 0,
    on_success_action: 1,
    on_success_step_id: 0,
    on_fail_action: 2,
    on_fail_step_id: 0,
    server: null,
    database_name: step.database,
    database_user_name: null,
    retry_attempts: 0,
    retry_interval: 0,
    last_run_outcome: 0,
    last_run_duration: 0,
    last_run_date: 0,
    last_run_time: 0,
    proxy_id: null,
    step_uid: newGuid(),
  });
}

/** Number of the new schedule. */
export function addSchedule(instance: InstanceWorld, schedule: Row): number {
  const id = instance.nextId();
  const now = instance.localNow();
  instance.msdb("sysschedules").push({
    schedule_id: id,
    schedule_uid: newGuid(),
    originating_server_id: 0,
    enabled: 1,
    freq_type: 4,
    freq_interval: 1,
    freq_subday_type: 1,
    freq_subday_interval: 0,
    freq_relative_interval: 0,
    freq_recurrence_factor: 0,
    active_start_date: 20_000_101,
    active_end_date: 99_991_231,
    active_start_time: 0,
    active_end_time: 235_959,
    date_created: now,
    date_modified: now,
    version_number: 1,
    ...schedule,
  });
  return id;
}

export function attachSchedule(instance: InstanceWorld, jobId: string, scheduleId: number): void {
  const links = instance.msdb("sysjobschedules");
  if (links.some((row) => row.job_id === jobId && row.schedule_id === scheduleId)) return;
  links.push({ schedule_id: scheduleId, job_id: jobId, next_run_date: 0, next_run_time: 0 });
}

export function everySeconds(
  instance: InstanceWorld,
  at: { readonly jobId: string; readonly name: string; readonly seconds: number },
): void {
  attachSchedule(
    instance,
    at.jobId,
    addSchedule(instance, { name: at.name, freq_subday_type: 2, freq_subday_interval: at.seconds }),
  );
}

export function findJob(
  instance: InstanceWorld,
  at: { readonly name: string | null; readonly id: string | null },
): Row | null {
  const match = (row: Row) =>
    at.id !== null
      ? row.job_id === at.id.toUpperCase()
      : String(row.name).toLowerCase() === String(at.name).toLowerCase();
  return instance.msdb("sysjobs").find(match) ?? null;
}

export function findJobOrThrow(
  instance: InstanceWorld,
  at: { readonly name: string | null; readonly id: string | null },
): Row {
  const job = findJob(instance, at);
  if (job) return job;
  throw at.id !== null
    ? refuse(14262, `The specified @job_id ('${at.id}') does not exist.`)
    : refuse(14262, `The specified @job_name ('${at.name}') does not exist.`);
}

export function deleteJob(instance: InstanceWorld, jobId: string): void {
  instance.world.agentOf(instance)?.stop(jobId, "sa");
  const links = instance
    .msdb("sysjobschedules")
    .filter((row) => row.job_id === jobId)
    .map((row) => row.schedule_id);
  for (const table of ["sysjobs", "sysjobsteps", "sysjobschedules", "sysjobactivity", "sysjobhistory", "sysjobservers"])
    instance.dropMsdbRows(table, (row) => row.job_id === jobId);
  const still = new Set(instance.msdb("sysjobschedules").map((row) => row.schedule_id));
  instance.dropMsdbRows(
    "sysschedules",
    (row) => links.includes(row.schedule_id ?? null) && !still.has(row.schedule_id ?? null),
  );
}
