import type { Procedure } from "#lab/sql-server/contract.ts";
import { addSchedule, attachSchedule } from "#lab/world/agent-jobs.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { refuse } from "#lab/world/refuse.ts";
import type { Row } from "#lab/world/state.ts";
import { jobOf, quiet } from "./agent-shared.ts";
import type { Given } from "./arguments.ts";

type Make = (instance: InstanceWorld) => Procedure;

const timing =
  "enabled freq_type freq_interval freq_subday_type freq_subday_interval freq_relative_interval freq_recurrence_factor active_start_date active_end_date active_start_time active_end_time";

function change(instance: InstanceWorld, row: Row, given: Given): void {
  for (const [name, value] of Object.entries(given))
    if (/^(enabled|freq_|active_)/.test(name) && value !== null) row[name] = value;
  if (given.new_name) row.name = given.new_name;
  Object.assign(row, { date_modified: instance.localNow(), version_number: Number(row.version_number ?? 1) + 1 });
}

function scheduleRow(given: Given): Row {
  const row: Row = {};
  for (const [name, value] of Object.entries(given))
    if (/^(enabled|freq_|active_)/.test(name) && value !== null) row[name] = value;
  row.name = given.schedule_name ?? given.name ?? null;
  return row;
}

function scheduleId(instance: InstanceWorld, given: Given): number {
  if (given.schedule_id !== undefined && given.schedule_id !== null) return Number(given.schedule_id);
  const named = instance.msdb("sysschedules").filter((row) => row.name === given.schedule_name);
  if (named.length > 1)
    throw refuse(
      14371,
      `There are two or more schedules named "${String(given.schedule_name)}". Specify @schedule_id instead of @schedule_name to uniquely identify the schedule.`,
    );
  const id = named[0]?.schedule_id;
  if (id === undefined || id === null)
    throw refuse(14262, `The specified @schedule_name ('${String(given.schedule_name)}') does not exist.`);
  return Number(id);
}

const schedule = `schedule_name ${timing} owner_login_name schedule_uid schedule_id originating_server`;

/** Schedules of msdb, by procedure. */
export const scheduleProcedures: Readonly<Record<string, Make>> = {
  sp_add_schedule: quiet("sp_add_schedule", schedule, (instance, given, out) => {
    const id = addSchedule(instance, scheduleRow(given));
    out("@schedule_id", id);
    out("@schedule_uid", String(instance.msdb("sysschedules").find((row) => row.schedule_id === id)?.schedule_uid));
  }),
  sp_add_jobschedule: quiet("sp_add_jobschedule", `job_id job_name name ${schedule}`, (instance, given, out) => {
    const id = addSchedule(instance, scheduleRow(given));
    attachSchedule(instance, String(jobOf(instance, given).job_id), id);
    out("@schedule_id", id);
  }),
  sp_attach_schedule: quiet(
    "sp_attach_schedule",
    "job_id job_name schedule_id schedule_name automatic_post",
    (instance, given) => attachSchedule(instance, String(jobOf(instance, given).job_id), scheduleId(instance, given)),
  ),
  sp_detach_schedule: quiet(
    "sp_detach_schedule",
    "job_id job_name schedule_id schedule_name delete_unused_schedule",
    (instance, given) => {
      const [job, id] = [jobOf(instance, given), scheduleId(instance, given)];
      instance.dropMsdbRows("sysjobschedules", (row) => row.job_id === job.job_id && row.schedule_id === id);
    },
  ),
  sp_delete_schedule: quiet("sp_delete_schedule", "schedule_id schedule_name force_delete", (instance, given) => {
    const id = scheduleId(instance, given);
    for (const table of ["sysschedules", "sysjobschedules"])
      instance.dropMsdbRows(table, (row) => row.schedule_id === id);
  }),
  sp_update_schedule: quiet(
    "sp_update_schedule",
    `schedule_id name new_name ${timing} owner_login_name automatic_post`,
    (instance, given) => {
      const id = scheduleId(instance, { ...given, schedule_name: given.name ?? null });
      const row = instance.msdb("sysschedules").find((one) => one.schedule_id === id);
      if (!row) throw refuse(14262, `The specified @schedule_id ('${id}') does not exist.`);
      change(instance, row, given);
    },
  ),
  sp_update_jobschedule: quiet(
    "sp_update_jobschedule",
    `job_id job_name name new_name ${timing} automatic_post`,
    (instance, given) => {
      const job = jobOf(instance, given);
      const links = instance.msdb("sysjobschedules").filter((link) => link.job_id === job.job_id);
      const own = links.map((link) => link.schedule_id);
      const row = instance
        .msdb("sysschedules")
        .find((one) => own.includes(one.schedule_id ?? null) && one.name === given.name);
      if (!row) throw refuse(14262, `The specified @name ('${String(given.name)}') does not exist.`);
      change(instance, row, given);
    },
  ),
};
