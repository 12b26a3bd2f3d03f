import type { CommandValue, SqlCommand } from "./command.ts";

const minutes = 60_000;

/** A schedule as msdb.dbo.sysschedules holds it; dates yyyymmdd and times hhmmss as numbers. */
export type Schedule = {
  readonly name: string;
  readonly enabled: number;
  readonly freqType: number;
  readonly freqInterval: number;
  readonly freqSubdayType: number;
  readonly freqSubdayInterval: number;
  readonly freqRelativeInterval: number;
  readonly freqRecurrenceFactor: number;
  readonly activeStartDate: number;
  readonly activeEndDate: number;
  readonly activeStartTime: number;
  readonly activeEndTime: number;
};

/** Everything that sp_add_log_shipping_primary_database is told; periods and thresholds in minutes. sql-server.md A3. */
export type ShippingPrimary = {
  readonly backupDirectory: string;
  readonly backupShare: string;
  readonly backupJob: string;
  readonly retentionMinutes: number;
  readonly compression: number;
  readonly monitor: string;
  readonly monitorWindows: number;
  readonly backupThreshold: number;
  readonly alert: number;
  readonly alertEnabled: number;
  readonly historyMinutes: number;
  readonly schedules: readonly Schedule[];
};

/** Everything that the secondary's two procedures are told; periods and thresholds in minutes. */
export type ShippingSecondary = {
  readonly primaryServer: string;
  readonly sourceDirectory: string;
  readonly destinationDirectory: string;
  readonly copyJob: string;
  readonly restoreJob: string;
  readonly retentionMinutes: number;
  readonly monitor: string;
  readonly monitorWindows: number;
  readonly restoreDelay: number;
  readonly restoreAll: number;
  readonly restoreMode: number;
  readonly disconnectUsers: number;
  readonly restoreThreshold: number;
  readonly alert: number;
  readonly alertEnabled: number;
  readonly historyMinutes: number;
  readonly copySchedules: readonly Schedule[];
  readonly restoreSchedules: readonly Schedule[];
};

type Parameters = Readonly<Record<string, CommandValue>>;

/** Schedules are made and attached by id in the batch that made the job: names may repeat (14371). `prefix` keeps parameters apart. */
function attachSchedules(schedules: readonly Schedule[], at: { readonly job: string; readonly prefix: string }) {
  const lines = schedules.flatMap((_, i) => {
    const p = (name: string) => `@${at.prefix}${i + 1}${name}`;
    const number = (name: string) => `DECLARE ${p(`${name}N`)} int = CONVERT(int, ${p(name)});`;
    const names = ["on", "ft", "fi", "st", "si", "ri", "rf", "sd", "ed", "sh", "eh"];
    return [
      ...names.map(number),
      `DECLARE ${p("id")} int;`,
      `EXEC msdb.dbo.sp_add_schedule @schedule_name = ${p("name")}, @enabled = ${p("onN")}, @freq_type = ${p("ftN")}, @freq_interval = ${p("fiN")}, @freq_subday_type = ${p("stN")}, @freq_subday_interval = ${p("siN")}, @freq_relative_interval = ${p("riN")}, @freq_recurrence_factor = ${p("rfN")}, @active_start_date = ${p("sdN")}, @active_end_date = ${p("edN")}, @active_start_time = ${p("shN")}, @active_end_time = ${p("ehN")}, @schedule_id = ${p("id")} OUTPUT;`,
      `EXEC msdb.dbo.sp_attach_schedule @job_id = ${at.job}, @schedule_id = ${p("id")};`,
    ];
  });
  const parameters: Parameters = Object.fromEntries(
    schedules.flatMap((s, i) => {
      const values: readonly (readonly [string, string | number])[] = [
        ["name", s.name],
        ["on", s.enabled],
        ["ft", s.freqType],
        ["fi", s.freqInterval],
        ["st", s.freqSubdayType],
        ["si", s.freqSubdayInterval],
        ["ri", s.freqRelativeInterval],
        ["rf", s.freqRecurrenceFactor],
        ["sd", s.activeStartDate],
        ["ed", s.activeEndDate],
        ["sh", s.activeStartTime],
        ["eh", s.activeEndTime],
      ];
      return values.map(([name, value]) => [`${at.prefix}${i + 1}${name}`, String(value)]);
    }),
  );
  return { lines, parameters };
}

/** Numbers reach the server as text and are converted inside the batch. */
const numbers = (names: readonly string[]) => names.map((name) => `DECLARE @${name}N int = CONVERT(int, @${name});`);
const failWhen = (what: string) => `IF @rc <> 0 BEGIN RAISERROR(N'${what} failed', 16, 1); RETURN; END;`;

/**
 * Makes an instance log-shipping primary of `mgc`, with its backup job switched off and the job's schedules attached. An
 * entry that is there already is replaced (@overwrite), so it is safe to call twice. Failback step 5; sql-server.md A7, 1 and 2.
 */
export function addShippingPrimary(target: string, at: ShippingPrimary): SqlCommand {
  const schedule = attachSchedules(at.schedules, { job: "@job", prefix: "s" });
  return {
    kind: "sql",
    target,
    text: [
      "SET NOCOUNT ON;",
      "DECLARE @rc int; DECLARE @job uniqueidentifier; DECLARE @id uniqueidentifier;",
      ...numbers(["retention", "compression", "windows", "threshold", "alert", "alerting", "history"]),
      "EXEC @rc = master.dbo.sp_add_log_shipping_primary_database @database = N'mgc', @backup_directory = @directory, @backup_share = @share, @backup_job_name = @backupJob, @backup_retention_period = @retentionN, @backup_compression = @compressionN, @monitor_server = @monitor, @monitor_server_security_mode = @windowsN, @backup_threshold = @thresholdN, @threshold_alert = @alertN, @threshold_alert_enabled = @alertingN, @history_retention_period = @historyN, @backup_job_id = @job OUTPUT, @primary_id = @id OUTPUT, @overwrite = 1;",
      failWhen("sp_add_log_shipping_primary_database"),
      ...schedule.lines,
      "SELECT @rc AS returnCode",
    ].join("\n"),
    parameters: {
      directory: at.backupDirectory,
      share: at.backupShare,
      backupJob: at.backupJob,
      retention: String(at.retentionMinutes),
      compression: String(at.compression),
      monitor: at.monitor,
      windows: String(at.monitorWindows),
      threshold: String(at.backupThreshold),
      alert: String(at.alert),
      alerting: String(at.alertEnabled),
      history: String(at.historyMinutes),
      ...schedule.parameters,
    },
    deadlineMs: 5 * minutes,
  };
}

/** Tells the primary who its secondary is. Safe to call twice (@overwrite). */
export function addPrimarySecondary(target: string, secondary: string): SqlCommand {
  return {
    kind: "sql",
    target,
    text: "DECLARE @rc int; EXEC @rc = master.dbo.sp_add_log_shipping_primary_secondary @primary_database = N'mgc', @secondary_server = @secondary, @secondary_database = N'mgc', @overwrite = 1; SELECT @rc AS returnCode",
    parameters: { secondary },
    deadlineMs: 5 * minutes,
  };
}

/** Makes an instance log-shipping secondary of `mgc` with both jobs switched off and their schedules attached. Safe to call twice (@overwrite). */
export function addShippingSecondary(target: string, at: ShippingSecondary): SqlCommand {
  const copy = attachSchedules(at.copySchedules, { job: "@copyId", prefix: "c" });
  const restore = attachSchedules(at.restoreSchedules, { job: "@restoreId", prefix: "r" });
  return {
    kind: "sql",
    target,
    text: [
      "SET NOCOUNT ON;",
      "DECLARE @rc int; DECLARE @copyId uniqueidentifier; DECLARE @restoreId uniqueidentifier; DECLARE @id uniqueidentifier;",
      ...numbers([
        "retention",
        "windows",
        "delay",
        "all",
        "mode",
        "disconnect",
        "threshold",
        "alert",
        "alerting",
        "history",
      ]),
      "EXEC @rc = master.dbo.sp_add_log_shipping_secondary_primary @primary_server = @primaryServer, @primary_database = N'mgc', @backup_source_directory = @source, @backup_destination_directory = @destination, @copy_job_name = @copyJob, @restore_job_name = @restoreJob, @file_retention_period = @retentionN, @monitor_server = @monitor, @monitor_server_security_mode = @windowsN, @copy_job_id = @copyId OUTPUT, @restore_job_id = @restoreId OUTPUT, @secondary_id = @id OUTPUT, @overwrite = 1;",
      failWhen("sp_add_log_shipping_secondary_primary"),
      ...copy.lines,
      ...restore.lines,
      "EXEC @rc = master.dbo.sp_add_log_shipping_secondary_database @secondary_database = N'mgc', @primary_server = @primaryServer, @primary_database = N'mgc', @restore_delay = @delayN, @restore_all = @allN, @restore_mode = @modeN, @disconnect_users = @disconnectN, @restore_threshold = @thresholdN, @threshold_alert = @alertN, @threshold_alert_enabled = @alertingN, @history_retention_period = @historyN, @overwrite = 1;",
      failWhen("sp_add_log_shipping_secondary_database"),
      "SELECT @rc AS returnCode",
    ].join("\n"),
    parameters: {
      primaryServer: at.primaryServer,
      source: at.sourceDirectory,
      destination: at.destinationDirectory,
      copyJob: at.copyJob,
      restoreJob: at.restoreJob,
      retention: String(at.retentionMinutes),
      monitor: at.monitor,
      windows: String(at.monitorWindows),
      delay: String(at.restoreDelay),
      all: String(at.restoreAll),
      mode: String(at.restoreMode),
      disconnect: String(at.disconnectUsers),
      threshold: String(at.restoreThreshold),
      alert: String(at.alert),
      alerting: String(at.alertEnabled),
      history: String(at.historyMinutes),
      ...copy.parameters,
      ...restore.parameters,
    },
    deadlineMs: 5 * minutes,
  };
}
