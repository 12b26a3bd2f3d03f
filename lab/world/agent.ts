import { dateParts, nextRunOfJob } from "./agent-schedule.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { type JobOutcome, type JobRun, runStep } from "./job-step.ts";
import type { Row } from "./state.ts";

type Running = {
  readonly run: JobRun;
  readonly startedAt: Date;
  readonly step: Row;
  readonly activity: Row;
  readonly by: string;
};

/** SQL Server Agent of one instance. A job goes one step forward in each tick. */
export class Agent {
  readonly instance: InstanceWorld;
  readonly #running = new Map<string, Running>();
  readonly #next = new Map<string, { atMs: number; key: string }>();
  #session: number | null = null;

  constructor(instance: InstanceWorld) {
    this.instance = instance;
  }

  async tick(_now: Date): Promise<void> {
    if (!this.instance.up || this.instance.agentStopped) {
      for (const { run } of this.#running.values()) run.return({ status: 0, message: "" });
      this.#running.clear();
      this.#session = null;
      return;
    }
    this.#begin();
    for (const job of [...this.instance.msdb("sysjobs")]) {
      this.#schedule(job);
      const running = this.#running.get(String(job.job_id));
      if (!running) continue;
      const turn = running.run.next();
      if (turn.done) this.#finish(job, running, turn.value);
    }
    // A T-SQL step runs in the engine's own time.
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Its msdb is gone: nothing runs, and a new session begins. */
  restart(): void {
    for (const { run } of this.#running.values()) run.return({ status: 0, message: "" });
    this.#running.clear();
    this.#next.clear();
    this.#session = null;
  }

  isRunning(jobId: string): boolean {
    return this.#running.has(jobId);
  }

  /** False when it already runs. `source`: 1 scheduler, 4 user. */
  start(jobId: string, by: { readonly source: 1 | 4; readonly who: string }): boolean {
    this.#begin();
    const step = this.instance.msdb("sysjobsteps").find((row) => row.job_id === jobId);
    if (this.#running.has(jobId)) return false;
    const startedAt = this.instance.localNow();
    const next = this.#next.get(jobId);
    const activity: Row = {
      session_id: this.#session,
      job_id: jobId,
      run_requested_date: startedAt,
      run_requested_source: String(by.source),
      queued_date: null,
      start_execution_date: startedAt,
      last_executed_step_id: null,
      last_executed_step_date: null,
      stop_execution_date: null,
      job_history_id: null,
      next_scheduled_run_date: next ? new Date(next.atMs) : null,
    };
    this.instance.dropMsdbRows("sysjobactivity", (row) => row.job_id === jobId && row.session_id === this.#session);
    this.instance.msdb("sysjobactivity").push(activity);
    if (!step) return true;
    this.#running.set(jobId, { run: runStep(this.instance, step), startedAt, step, activity, by: by.who });
    return true;
  }

  stop(jobId: string, who: string): boolean {
    const running = this.#running.get(jobId);
    const job = this.instance.msdb("sysjobs").find((row) => row.job_id === jobId);
    if (!running || !job) return false;
    running.run.return({ status: 3, message: "" });
    this.#finish(job, running, { status: 3, message: `The job was stopped prior to completion by User ${who}.` });
    return true;
  }

  #begin(): void {
    if (this.#session !== null) return;
    const sessions = this.instance.msdb("syssessions");
    this.#session = sessions.length === 0 ? 1 : Number(sessions.at(-1)?.session_id ?? 0) + 1;
    sessions.push({ session_id: this.#session, agent_start_date: this.instance.localNow() });
  }

  #schedule(job: Row): void {
    const jobId = String(job.job_id);
    const now = this.instance.localNow();
    const links = this.instance
      .msdb("sysjobschedules")
      .filter((row) => row.job_id === jobId)
      .map((row) => row.schedule_id);
    const schedules = this.instance.msdb("sysschedules").filter((row) => links.includes(row.schedule_id ?? null));
    const key = `${job.enabled}|${schedules.map((row) => `${row.schedule_id}.${row.version_number}`).join(",")}`;
    const held = this.#next.get(jobId);
    const due = held !== undefined && held.key === key && held.atMs <= now.getTime();
    if (due && Number(job.enabled) === 1) this.start(jobId, { source: 1, who: "Schedule" });
    if (!due && held?.key === key) return;
    const next = Number(job.enabled) === 1 ? nextRunOfJob(this.instance, jobId, now) : null;
    this.#next.set(jobId, { atMs: next?.getTime() ?? Number.POSITIVE_INFINITY, key });
    const activity = this.instance
      .msdb("sysjobactivity")
      .find((row) => row.job_id === jobId && row.session_id === this.#session);
    if (activity) activity.next_scheduled_run_date = next;
  }

  #finish(job: Row, running: Running, outcome: JobOutcome): void {
    const jobId = String(job.job_id);
    this.#running.delete(jobId);
    const now = this.instance.localNow();
    const started = dateParts(running.startedAt);
    const seconds = Math.round((now.getTime() - running.startedAt.getTime()) / 1000);
    const duration = Math.floor(seconds / 3600) * 10_000 + (Math.floor(seconds / 60) % 60) * 100 + (seconds % 60);
    const words =
      { 0: "The job failed.", 1: "The job succeeded.", 3: "The job was stopped prior to completion." }[
        outcome.status
      ] ?? "";
    const base = {
      job_id: jobId,
      sql_message_id: 0,
      sql_severity: 0,
      run_status: outcome.status,
      run_date: started.date,
      run_time: started.time,
      run_duration: duration,
      operator_id_emailed: 0,
      operator_id_netsent: 0,
      operator_id_paged: 0,
      retries_attempted: 0,
      server: this.instance.name,
    };
    const history = this.instance.msdb("sysjobhistory");
    history.push({
      ...base,
      instance_id: this.instance.nextId(),
      step_id: 1,
      step_name: running.step.step_name ?? null,
      message: outcome.message,
    });
    const id = this.instance.nextId();
    const summary = `${words}  The Job was invoked by ${running.by === "Schedule" ? "Schedule" : `User ${running.by}`}.  The last step to run was step 1 (${running.step.step_name}).`;
    history.push({ ...base, instance_id: id, step_id: 0, step_name: "(Job outcome)", message: summary });
    if (history.length > 1000) history.splice(0, history.length - 1000);
    Object.assign(running.activity, {
      stop_execution_date: now,
      job_history_id: id,
      last_executed_step_id: 1,
      last_executed_step_date: running.startedAt,
    });
    Object.assign(running.step, {
      last_run_outcome: outcome.status,
      last_run_duration: duration,
      last_run_date: started.date,
      last_run_time: started.time,
    });
  }
}
