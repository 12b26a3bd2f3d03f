import { type RowObject, tableOf } from "#lab/sql-server/catalog/columns.ts";
import { resultSet } from "#lab/sql-server/commands/events.ts";
import type { Procedure } from "#lab/sql-server/contract.ts";
import { findJobOrThrow } from "#lab/world/agent-jobs.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { mirrorQueues } from "#lab/world/mirror-queues.ts";
import { ownerName } from "#lab/world/principals.ts";
import { refuse } from "#lab/world/refuse.ts";
import type { DatabaseState } from "#lab/world/state.ts";
import { argumentsOf, textOrNull } from "./arguments.ts";

type Make = (instance: InstanceWorld) => Procedure;
const done = (rowCount: number) => ({ kind: "done", rowCount, error: false, inProcedure: true }) as const;
const megabytes = (db: DatabaseState): string =>
  `${(db.files.reduce((total, file) => total + file.sizeBytes, 0) / 1_048_576).toFixed(2)} MB`;

const databaseSpec =
  "name sysname, db_size nvarchar(13), owner sysname, dbid smallint, created nvarchar(11), status nvarchar(600), compatibility_level tinyint";
const fileSpec =
  "name sysname, fileid smallint, filename nvarchar(260), filegroup sysname, size nvarchar(18), maxsize nvarchar(18), growth nvarchar(18), usage varchar(9)";

function fileRows(db: DatabaseState): readonly RowObject[] {
  return db.files.map((file, index) => ({
    name: file.logical,
    fileid: index + 1,
    filename: file.path,
    filegroup: file.type === "LOG" ? null : "PRIMARY",
    size: `${file.sizeBytes / 1024} KB`,
    maxsize: "Unlimited",
    growth: "65536 KB",
    usage: file.type === "LOG" ? "log only" : "data only",
  }));
}

function databaseRow(instance: InstanceWorld, db: DatabaseState): RowObject {
  const created = new Date(db.createdAtMs).toUTCString().split(" ");
  return {
    name: db.name,
    db_size: megabytes(db).padStart(13),
    owner: ownerName(instance.state, db),
    dbid: db.id,
    created: `${created[2]} ${created[1]} ${created[3]}`,
    status: `Status=${db.state}, Updateability=${db.readOnly ? "READ_ONLY" : "READ_WRITE"}, UserAccess=${db.userAccess}, Recovery=${db.recoveryModel}`,
    compatibility_level: instance.catalog.version()[0] * 10,
  };
}

const helpDatabase: Make = (instance) =>
  async function* (call) {
    const name = textOrNull(argumentsOf(call, { procedure: "sp_helpdb", order: "dbname" }).dbname);
    const one = name === null ? null : instance.database(name);
    if (name !== null && !one)
      throw refuse(
        15010,
        `The database '${name}' does not exist. Supply a valid database name. To see available databases, use sys.databases.`,
      );
    const rows = (one ? [one] : instance.databases()).map((db) => databaseRow(instance, db));
    yield done(yield* resultSet(tableOf(databaseSpec, () => rows)));
    if (one?.state === "ONLINE") yield done(yield* resultSet(tableOf(fileSpec, () => fileRows(one))));
    return 0;
  };

const helpFile: Make = (instance) =>
  async function* (call) {
    const db = instance.database(call.session.database);
    yield done(yield* resultSet(tableOf(fileSpec, () => (db ? fileRows(db) : []))));
    return 0;
  };

const who: Make = (instance) =>
  async function* () {
    const rows = instance.sessions.all().map((session) => ({
      spid: session.spid,
      ecid: 0,
      status: instance.sessions.request(session.spid) ? "runnable" : "sleeping",
      loginame: session.login,
      hostname: session.hostName,
      blk: "0",
      dbname: session.database,
      cmd: instance.sessions.request(session.spid)?.command ?? "AWAITING COMMAND",
      request_id: 0,
    }));
    const spec =
      "spid smallint, ecid smallint, status nchar(30), loginame nvarchar(128), hostname nchar(128), blk char(5), dbname nvarchar(128), cmd nchar(16), request_id int";
    yield done(yield* resultSet(tableOf(spec, () => rows)));
    return 0;
  };

const jobHistory: Make = (instance) =>
  async function* (call) {
    const given = argumentsOf(call, { procedure: "sp_help_jobhistory", order: "job_id job_name step_id" });
    const any = given.job_id === undefined && given.job_name === undefined;
    const job = any
      ? null
      : findJobOrThrow(instance, { name: textOrNull(given.job_name), id: textOrNull(given.job_id) });
    const rows = instance
      .msdb("sysjobhistory")
      .filter((row) => job === null || row.job_id === job.job_id)
      .filter((row) => given.step_id === undefined || row.step_id === Number(given.step_id))
      .reverse()
      .map((row) => ({ ...row, job_name: instance.msdb("sysjobs").find((one) => one.job_id === row.job_id)?.name }));
    const spec =
      "job_id uniqueidentifier, job_name sysname, run_status int, run_date int, run_time int, run_duration int, operator_emailed nvarchar(20), operator_netsent nvarchar(20), operator_paged nvarchar(20), retries_attempted int, server nvarchar(30)";
    yield done(yield* resultSet(tableOf(spec, () => rows)));
    return 0;
  };

const mirrorMonitor: Make = (instance) =>
  async function* (call) {
    const given = argumentsOf(call, { procedure: "sp_dbmmonitorresults", order: "database_name mode update_table" });
    const db = instance.database(String(given.database_name));
    const own = db?.mirroring;
    if (!db || !own)
      throw refuse(
        32039,
        `The database '${String(given.database_name)}' is not being mirrored. No update of the base table was done.`,
      );
    const states = { SUSPENDED: 0, DISCONNECTED: 1, SYNCHRONIZING: 2, PENDING_FAILOVER: 3, SYNCHRONIZED: 4 } as const;
    const queues = mirrorQueues(instance, db);
    const row = {
      database_name: db.name,
      role: own.role === "PRINCIPAL" ? 1 : 2,
      mirroring_state: states[own.state],
      witness_status: own.witness === null ? 0 : own.witnessConnected ? 1 : 2,
      log_generation_rate: 1,
      unsent_log: queues.unsentKb,
      send_rate: 1,
      unrestored_log: queues.unrestoredKb,
      recovery_rate: 1,
      transaction_delay: 0,
      transactions_per_sec: 2,
      average_delay: 0,
      time_recorded: instance.utcNow(),
      time_behind: instance.utcNow(),
      local_time: instance.localNow(),
    };
    const spec =
      "database_name sysname, role int, mirroring_state int, witness_status int, log_generation_rate int, unsent_log int, send_rate int, unrestored_log int, recovery_rate int, transaction_delay int, transactions_per_sec int, average_delay int, time_recorded datetime, time_behind datetime, local_time datetime";
    yield done(yield* resultSet(tableOf(spec, () => [row])));
    return 0;
  };

/** What a DBA types to see how things are. */
export const helpProcedures: Readonly<Record<string, Make>> = {
  sp_helpdb: helpDatabase,
  sp_helpfile: helpFile,
  sp_who: who,
  sp_help_jobhistory: jobHistory,
  sp_dbmmonitorresults: mirrorMonitor,
};
