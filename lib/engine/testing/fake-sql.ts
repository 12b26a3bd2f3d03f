import type { SqlCommand } from "#lib/domain/commands/command.ts";
import { AppError, StepError } from "#lib/domain/errors.ts";
import type { ClockPort, SqlQuery } from "#lib/domain/ports.ts";
import { backupJob, copyJob, fork, home, logBackup, restoreJob, target } from "./fake-pool.ts";
import type { Database, FakeServers } from "./fake-servers.ts";

type Row = Readonly<Record<string, unknown>>;

/** Answers a read by what its text asks for. */
export function answerRead(servers: FakeServers, clock: ClockPort, query: SqlQuery): readonly Row[] {
  const { text } = query;
  const nowMs = clock.monotonicMs();
  if (text.includes("FROM sys.databases d LEFT JOIN")) return databaseRows(servers, query.target, nowMs);
  if (text.includes("FROM msdb.dbo.sysjobs j WHERE j.name"))
    return jobRows(servers, String(query.parameters?.job), nowMs);
  if (text.includes("FROM msdb.dbo.log_shipping_secondary s JOIN"))
    return servers.isSecondary ? [{ copyJob, restoreJob }] : [];
  if (text.includes("FROM msdb.dbo.log_shipping_secondary_databases WHERE"))
    return [{ n: servers.isSecondary ? 1 : 0 }];
  if (text.includes("FROM msdb.dbo.log_shipping_primary_databases"))
    return servers.jobs.has(backupJob) && query.target === home[0]
      ? [{ job: backupJob, enabled: servers.jobs.get(backupJob)?.enabled ?? 0, schedules: 1, secondaries: 1 }]
      : [];
  if (text.includes("sysprocesses")) return servers.sessions;
  if (text.includes("sp_readerrorlog")) return servers.errorLog();
  if (text.includes("FROM msdb.dbo.backupset"))
    return [{ n: servers.backups.has(String(query.parameters?.file)) ? 1 : 0, finished: null }];
  if (text.includes("CHECKSUM_AGG")) return [fingerprint(servers, query.target)];
  if (text.includes("tblLastChatId")) {
    openOrThrow(servers.databases.get(query.target), query.target);
    return [
      {
        sampledUtc: clock.now().toISOString(),
        nodeId: 1,
        nodeName: "Sala operativa",
        lastChatId: String(query.target === target ? recoveredLast(servers) : servers.homeLast()),
      },
    ];
  }
  if (text.includes("tblServerIdentity")) {
    openOrThrow(servers.databases.get(query.target), query.target);
    const serving =
      servers.poolState === "FailedOver" ? servers.active.filter((s) => servers.services.get(s) === "Running") : [];
    return serving.map((s) => ({ address: s, ageSeconds: 1, lastPing: clock.now().toISOString() }));
  }
  throw new AppError("internal", `the fake servers do not know this read: ${text}`);
}

/** Home's messages are in the other copy once the tail was applied there. */
function fingerprint(servers: FakeServers, instance: string): Row {
  openOrThrow(servers.databases.get(instance), instance);
  const isWhole = instance !== target || servers.applied.at(-1)?.startsWith("mgc_tail_");
  const content = servers.contents.get(instance) ?? (isWhole ? "whole" : "older");
  return { lastIds: "1011", messages: "40", newest: "7", content, rooms: 1, principals: 3, poolId: null };
}

/** Each log backup carries one message; the tail carries all that home took. */
function recoveredLast(servers: FakeServers): number {
  return servers.applied.some((name) => name.startsWith("mgc_tail"))
    ? servers.homeLast()
    : 1_000 + servers.applied.length;
}

function openOrThrow(db: Database | undefined, instance: string): void {
  if (db?.state === "ONLINE") return;
  throw new StepError("remote", `mgc on ${instance} cannot be opened`, {
    effect: "none",
    causes: [{ number: 927, message: "Database 'mgc' cannot be opened." }],
  });
}

function databaseRows(servers: FakeServers, instance: string, nowMs: number): readonly Row[] {
  const db = servers.databases.get(instance);
  if (!db) return [];
  const mirroring = db.mirroring === "SYNCHRONIZING" && nowMs >= servers.mirrorInStepAt ? "SYNCHRONIZED" : db.mirroring;
  return [
    {
      state: db.state,
      readOnly: db.readOnly,
      standby: false,
      role: db.role,
      mirroring,
      partner: db.partner,
      redoLsn: db.redo,
      redoFork: db.redo === null ? null : fork,
    },
  ];
}

function jobRows(servers: FakeServers, name: string, nowMs: number): readonly Row[] {
  const job = servers.jobs.get(name);
  if (!job) return [];
  const done = job.ends.filter((end) => end <= nowMs).length;
  return [
    {
      enabled: job.enabled,
      running: job.ends.length - done,
      lastRun: done,
      lastOutcome: 0,
      lastMessage: "The job failed.",
    },
  ];
}

/** Does what a command says, as SQL Server would. */
export function carryOut(servers: FakeServers, clock: ClockPort, command: SqlCommand): void {
  const { text, parameters } = command;
  const db = servers.databases.get(command.target);
  const job = servers.jobs.get(String(parameters.job));
  if (text.includes("sp_update_job") && job) job.enabled = text.endsWith("@enabled = 1") ? 1 : 0;
  else if (text.endsWith("SET PARTNER OFF") && db) partnerOff(servers, db);
  else if (/SET READ_(ONLY|WRITE) WITH ROLLBACK IMMEDIATE$/.test(text) && db)
    setReadOnly(servers, db, text.includes("READ_ONLY"));
  else if (text.startsWith("BACKUP LOG @database TO DISK = @file WITH NORECOVERY") && db)
    backUpTail(servers, db, String(parameters.file));
  else if (text.includes("sp_start_job") && job) job.ends.push(clock.monotonicMs() + 2_000);
  else if (text.includes("sp_delete_log_shipping_secondary_database")) servers.isSecondary = false;
  else if (text.includes("RESTORE LOG") && db) restoreLog(servers, db, String(parameters.file));
  else if (text === "RESTORE DATABASE @database WITH RECOVERY" && db) recover(db);
  else if (text.startsWith("KILL ")) servers.sessions = servers.sessions.filter((s) => `KILL ${s.spid}` !== text);
  else if (text.startsWith("BACKUP DATABASE")) servers.backups.add(String(parameters.file));
  else if (text.includes("sp_add_job ")) addJob(servers, String(parameters.job));
  else throw new AppError("internal", `the fake servers do not know this command: ${text}`);
}

function refuse(number: number, message: string): never {
  throw new StepError("remote", message, { effect: "none", causes: [{ number, message }] });
}

function partnerOff(servers: FakeServers, db: Database): void {
  const halves = [db, servers.databases.get(db.partner ?? "")].filter((half) => half !== undefined);
  for (const half of halves) Object.assign(half, { role: null, mirroring: null, partner: null });
}

function setReadOnly(servers: FakeServers, db: Database, readOnly: boolean): void {
  if (db.role !== null) refuse(1468, 'The operation cannot be performed on database "mgc": it is mirrored.');
  servers.sessions = [];
  db.readOnly = readOnly;
}

/** The tail reaches from where the share's newest log backup ends; home's copy takes no writes afterwards. */
function backUpTail(servers: FakeServers, db: Database, path: string): void {
  if (db.role !== null) refuse(1468, 'The operation cannot be performed on database "mgc": it is mirrored.');
  if (servers.sessions.length > 0)
    refuse(3101, "Exclusive access could not be obtained because the database is in use.");
  if (!servers.shareUp) refuse(3201, `Cannot open backup device '${path}'.`);
  const name = path.slice(path.lastIndexOf("\\") + 1);
  servers.share.set(name, { ...logBackup(12), name });
  servers.backups.add(path);
  Object.assign(db, { state: "RESTORING", redo: logBackup(12).header.lastLsn });
}

function restoreLog(servers: FakeServers, db: Database, path: string): void {
  const file = servers.copyFolder.get(path.slice(path.lastIndexOf("\\") + 1));
  if (!file || file.isDamaged) refuse(3201, `Cannot open backup device '${path}'.`);
  if (db.state !== "RESTORING" || db.redo === null) refuse(3117, "The log or differential backup cannot be restored.");
  const redo = BigInt(db.redo);
  if (BigInt(file.header.firstLsn) > redo) refuse(4305, "The log in this backup set begins at a later LSN.");
  if (BigInt(file.header.lastLsn) <= redo) refuse(4326, "The log in this backup set terminates too early.");
  db.redo = file.header.lastLsn;
  servers.applied.push(file.name);
}

function recover(db: Database): void {
  if (db.state !== "RESTORING") refuse(3101, "Exclusive access could not be obtained.");
  db.state = "ONLINE";
  db.redo = null;
}

function addJob(servers: FakeServers, name: string): void {
  if (servers.jobs.has(name)) refuse(14261, "The specified @name already exists.");
  servers.jobs.set(name, { enabled: 1, ends: [] });
}

/** Whether more than one side could take writes. */
export function writableCopies(servers: FakeServers): readonly string[] {
  return [...home, target].filter(
    (name) => servers.databases.get(name)?.state === "ONLINE" && servers.databases.get(name)?.readOnly === false,
  );
}
