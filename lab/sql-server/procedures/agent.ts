import { tableOf } from "#lab/sql-server/catalog/columns.ts";
import { info, resultSet } from "#lab/sql-server/commands/events.ts";
import type { Procedure } from "#lab/sql-server/contract.ts";
import { addJob, addStep, deleteJob } from "#lab/world/agent-jobs.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { refuse } from "#lab/world/refuse.ts";
import { jobOf, quiet } from "./agent-shared.ts";
import { argumentsOf, type Given, needed, textOrNull } from "./arguments.ts";
import { addAlertJob } from "./log-shipping-alerts.ts";

type Make = (instance: InstanceWorld) => Procedure;

const startJob: Make = (instance) =>
  async function* (call) {
    const given = argumentsOf(call, {
      procedure: "sp_start_job",
      order: "job_name job_id error_flag server_name step_name output_flag",
    });
    const job = jobOf(instance, given);
    const started =
      instance.world.agentOf(instance)?.start(String(job.job_id), { source: 4, who: call.session.login }) ?? false;
    if (!started)
      throw refuse(
        22022,
        `SQLServerAgent Error: Request to run job ${String(job.name)} (from User ${call.session.login}) refused because the job is already running from a request by User ${call.session.login}.`,
      );
    yield info(14243, `Job '${String(job.name)}' started successfully.`, call.line);
    return 0;
  };

const stopJob: Make = (instance) =>
  async function* (call) {
    const given = argumentsOf(call, {
      procedure: "sp_stop_job",
      order: "job_name job_id originating_server server_name",
    });
    const job = jobOf(instance, given);
    const stopped = instance.world.agentOf(instance)?.stop(String(job.job_id), call.session.login) ?? false;
    if (!stopped)
      throw refuse(
        22022,
        `SQLServerAgent Error: Request to stop job ${String(job.name)} (from User ${call.session.login}) refused because the job is not currently running.`,
      );
    yield info(14254, `Job '${String(job.name)}' stopped successfully.`, call.line);
    return 0;
  };

function addSteps(instance: InstanceWorld, given: Given): void {
  const job = jobOf(instance, given);
  addStep(instance, {
    jobId: String(job.job_id),
    name: needed(given, "step_name", "sp_add_jobstep"),
    subsystem: String(given.subsystem ?? "TSQL"),
    command: String(given.command ?? ""),
    database: textOrNull(given.database_name),
  });
}

const helpSpec =
  "job_id uniqueidentifier, originating_server nvarchar(30), name sysname, enabled tinyint, description nvarchar(512), start_step_id int, category sysname, owner sysname, date_created datetime, date_modified datetime, version_number int, last_run_date int, last_run_time int, last_run_outcome int, next_run_date int, next_run_time int, current_execution_status int, current_execution_step sysname, has_step int, has_schedule int, has_target int, type int";

const helpJob: Make = (instance) =>
  async function* (call) {
    const given = argumentsOf(call, {
      procedure: "sp_help_job",
      order: "job_id job_name job_aspect job_type owner_login_name subsystem category_name enabled execution_status",
    });
    const one =
      given.job_id !== undefined || given.job_name !== undefined ? [jobOf(instance, given)] : instance.msdb("sysjobs");
    const rows = one.map((job) => {
      const id = String(job.job_id);
      const last = instance.msdb("sysjobhistory").findLast((row) => row.job_id === id && row.step_id === 0);
      const running = instance.world.agentOf(instance)?.isRunning(id) ?? false;
      const steps = instance.msdb("sysjobsteps").filter((row) => row.job_id === id).length;
      return {
        ...job,
        originating_server: instance.name,
        category: job.category_id === 6 ? "Log Shipping" : "[Uncategorized (Local)]",
        owner: "sa",
        last_run_date: last?.run_date ?? 0,
        last_run_time: last?.run_time ?? 0,
        last_run_outcome: last?.run_status ?? 5,
        next_run_date: 0,
        next_run_time: 0,
        current_execution_status: running ? 1 : 4,
        current_execution_step: running ? "1" : "0 (unknown)",
        has_step: steps,
        has_schedule: 1,
        has_target: 1,
        type: 1,
      };
    });
    const count = yield* resultSet(tableOf(helpSpec, () => rows));
    yield { kind: "done", rowCount: count, error: false, inProcedure: true };
    return 0;
  };

/** SQL Server Agent's procedures of msdb, by name. */
export const agentProcedures: Readonly<Record<string, Make>> = {
  sp_start_job: startJob,
  sp_stop_job: stopJob,
  sp_help_job: helpJob,
  sp_update_job: quiet(
    "sp_update_job",
    "job_id job_name new_name enabled description start_step_id category_name owner_login_name",
    (instance, given) => {
      const job = jobOf(instance, given);
      if (given.enabled !== undefined && given.enabled !== null) job.enabled = Number(given.enabled);
      if (given.new_name !== undefined) job.name = given.new_name;
      if (given.description !== undefined) job.description = given.description;
      Object.assign(job, { date_modified: instance.localNow(), version_number: Number(job.version_number ?? 1) + 1 });
    },
  ),
  sp_add_job: quiet(
    "sp_add_job",
    "job_name enabled description start_step_id category_name category_id owner_login_name notify_level_eventlog notify_level_email delete_level job_id",
    (instance, given, out) => {
      const name = needed(given, "job_name", "sp_add_job");
      out(
        "@job_id",
        addJob(instance, {
          name,
          enabled: Number(given.enabled ?? 1),
          category: given.category_name === "Database Maintenance" ? 3 : 0,
          description: textOrNull(given.description),
          owner: String(given.owner_login_name ?? "sa"),
        }),
      );
    },
  ),
  sp_delete_job: quiet(
    "sp_delete_job",
    "job_id job_name originating_server delete_history delete_unused_schedule",
    (instance, given) => deleteJob(instance, String(jobOf(instance, given).job_id)),
  ),
  sp_add_jobstep: quiet(
    "sp_add_jobstep",
    "job_id job_name step_id step_name subsystem command additional_parameters cmdexec_success_code on_success_action on_success_step_id on_fail_action on_fail_step_id server database_name database_user_name retry_attempts retry_interval os_run_priority output_file_name flags",
    addSteps,
  ),
  sp_add_jobserver: quiet("sp_add_jobserver", "job_id job_name server_name automatic_post", (instance, given) => {
    const job = jobOf(instance, given);
    instance.msdb("sysjobservers").push({
      job_id: job.job_id ?? null,
      server_id: 0,
      last_run_outcome: 5,
      last_run_date: 0,
      last_run_time: 0,
      last_run_duration: 0,
    });
  }),
  sp_add_log_shipping_alert_job: quiet("sp_add_log_shipping_alert_job", "alert_job_id", (instance, _given, out) => {
    out("@alert_job_id", addAlertJob(instance));
  }),
};
