import type { Session } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { columnsOfVersion } from "#lab/world/products.ts";
import { type RowObject, tableOf } from "./columns.ts";
import { isPlain } from "./rights.ts";
import type { Views } from "./views.ts";
import { handleOf } from "./views-more.ts";

function idOf(instance: InstanceWorld, database: string): number | null {
  return instance.database(database)?.id ?? null;
}

/** What a session does now; the one that asks is always at work. */
function workOf(instance: InstanceWorld, session: Session, asking: Session) {
  const request = instance.sessions.request(session.spid);
  if (request) return { status: "running", command: request.command, request };
  return session.spid === asking.spid
    ? { status: "running", command: "SELECT", request: null }
    : { status: "sleeping", command: "AWAITING COMMAND", request: null };
}

function sessionRow(instance: InstanceWorld, session: Session, asking: Session): RowObject {
  return {
    session_id: session.spid,
    login_time: session.loginTime,
    host_name: session.hostName,
    program_name: session.programName,
    host_process_id: 4000 + session.spid,
    client_interface_name: "TDS",
    login_name: session.login,
    original_login_name: session.login,
    nt_domain: null,
    nt_user_name: null,
    status: workOf(instance, session, asking).status,
    cpu_time: 0,
    memory_usage: 4,
    total_elapsed_time: 0,
    last_request_start_time: session.loginTime,
    last_request_end_time: session.loginTime,
    reads: 0n,
    writes: 0n,
    logical_reads: 0n,
    is_user_process: true,
    open_transaction_count: 0,
    database_id: idOf(instance, session.database),
    authenticating_database_id: 1,
  };
}

function* requestRows(instance: InstanceWorld, asking: Session): Generator<RowObject> {
  const nowMs = instance.localNow().getTime();
  for (const session of instance.sessions.all()) {
    const work = workOf(instance, session, asking);
    if (work.status !== "running") continue;
    const startedMs = work.request?.startedAtMs ?? nowMs;
    const percent = work.request?.percent ?? 0;
    const elapsed = nowMs - startedMs;
    yield {
      session_id: session.spid,
      request_id: 0,
      start_time: new Date(startedMs),
      status: "running",
      command: work.command,
      database_id: idOf(instance, work.request?.database ?? session.database),
      user_id: 1,
      blocking_session_id: 0,
      wait_type: null,
      wait_time: 0,
      last_wait_type: "",
      percent_complete: percent,
      estimated_completion_time: percent > 0 ? BigInt(Math.round((elapsed / percent) * (100 - percent))) : 0n,
      cpu_time: 0,
      total_elapsed_time: elapsed,
      sql_handle: handleOf(session.spid),
      open_transaction_count: 0,
    };
  }
}

function* lockRows(instance: InstanceWorld): Generator<RowObject> {
  const base = {
    resource_subtype: "",
    resource_lock_partition: 0,
    request_type: "LOCK",
    request_status: "GRANT",
    request_reference_count: 1,
    request_owner_id: 0n,
  };
  for (const session of instance.sessions.all())
    yield {
      ...base,
      resource_type: "DATABASE",
      resource_database_id: idOf(instance, session.database),
      resource_description: "",
      request_mode: "S",
      request_session_id: session.spid,
      request_owner_type: "SHARED_TRANSACTION_WORKSPACE",
    };
  for (const lock of instance.locks.all())
    yield {
      ...base,
      resource_type: "APPLICATION",
      resource_database_id: idOf(instance, lock.database),
      resource_description: `0:[${lock.resource.slice(0, 32)}]:(${hash(lock.resource)})`,
      request_mode: "X",
      request_session_id: lock.spid,
      request_owner_type: "SESSION",
    };
}

function hash(text: string): string {
  let value = 7;
  for (const character of text) value = (value * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return value.toString(16).padStart(8, "0");
}

function processRow(instance: InstanceWorld, session: Session, asking: Session): RowObject {
  const work = workOf(instance, session, asking);
  return {
    spid: session.spid,
    kpid: 0,
    blocked: 0,
    waittype: null,
    waittime: 0n,
    lastwaittype: "MISCELLANEOUS",
    waitresource: "",
    dbid: idOf(instance, session.database),
    uid: 1,
    cpu: 0,
    physical_io: 0n,
    memusage: 4,
    login_time: session.loginTime,
    last_batch: session.loginTime,
    ecid: 0,
    open_tran: 0,
    status: work.status,
    hostname: session.hostName,
    program_name: session.programName,
    hostprocess: String(4000 + session.spid),
    cmd: work.command,
    nt_domain: "",
    nt_username: "",
    net_library: "TCP/IP",
    loginame: session.login,
    request_id: 0,
  };
}

/** Without VIEW SERVER STATE nobody sees but his own session. */
function visible(instance: InstanceWorld, asking: Session): readonly Session[] {
  const all = instance.sessions.all();
  return isPlain(instance, asking) ? all.filter(({ spid }) => spid === asking.spid) : all;
}

const processes: Views[string] = (instance, asking) =>
  tableOf(
    "spid smallint, kpid smallint, blocked smallint, waittime bigint, lastwaittype nchar(32), waitresource nchar(256), dbid smallint, uid smallint, cpu int, physical_io bigint, memusage int, login_time datetime, last_batch datetime, ecid smallint, open_tran smallint, status nchar(30), hostname nchar(128), program_name nchar(128), hostprocess nchar(10), cmd nchar(16), nt_domain nchar(128), nt_username nchar(128), net_library nchar(12), loginame nchar(128), request_id int",
    () => visible(instance, asking).map((session) => processRow(instance, session, asking)),
  );

export const sessionViews: Views = {
  "sys.dm_exec_sessions": (instance, asking) =>
    tableOf(
      columnsOfVersion(
        "session_id smallint!, login_time datetime!, host_name nvarchar(128), program_name nvarchar(128), host_process_id int, client_interface_name nvarchar(32), login_name nvarchar(128)!, nt_domain nvarchar(128), nt_user_name nvarchar(128), status nvarchar(30)!, cpu_time int, memory_usage int, total_elapsed_time int, last_request_start_time datetime, last_request_end_time datetime, reads bigint, writes bigint, logical_reads bigint, is_user_process bit!, original_login_name nvarchar(128), database_id smallint, authenticating_database_id int, open_transaction_count int",
        instance.catalog.version()[0],
        { database_id: 11, authenticating_database_id: 11, open_transaction_count: 11 },
      ),
      () => visible(instance, asking).map((session) => sessionRow(instance, session, asking)),
    ),
  "sys.dm_exec_requests": (instance, asking) =>
    tableOf(
      "session_id smallint, request_id int, start_time datetime, status nvarchar(30), command nvarchar(32), sql_handle varbinary(64), database_id smallint, user_id int, blocking_session_id smallint, wait_type nvarchar(60), wait_time int, last_wait_type nvarchar(60), open_transaction_count int, percent_complete real, estimated_completion_time bigint, cpu_time int, total_elapsed_time int",
      () => requestRows(instance, asking),
    ),
  "sys.dm_tran_locks": (instance) =>
    tableOf(
      "resource_type nvarchar(60), resource_subtype nvarchar(60), resource_database_id int, resource_description nvarchar(256), resource_lock_partition int, request_mode nvarchar(60), request_type nvarchar(60), request_status nvarchar(60), request_reference_count smallint, request_session_id int, request_owner_type nvarchar(60), request_owner_id bigint",
      () => lockRows(instance),
    ),
  "sys.sysprocesses": processes,
  "dbo.sysprocesses": processes,
};
