import type { BackupMeta } from "./backup-file.ts";
import type { InstanceWorld } from "./instance-world.ts";

/** A line of an instance's ERRORLOG; `atMs` is its local wall clock. */
export type ErrorLogEntry = { readonly atMs: number; readonly process: string; readonly text: string };

/** A real log grows until the instance starts again; here the newest lines stay. */
const keptLines = 400;

/** Writes a line as the instance itself does: by a session, or by one of its own parts ("Backup", "Server"). */
export function writeErrorLog(instance: InstanceWorld, by: string | number, text: string): void {
  const process = typeof by === "number" ? `spid${by}` : by;
  const lines = [...(instance.state.errorLog ?? []), { atMs: instance.localNow().getTime(), process, text }];
  instance.state.errorLog = lines.slice(-keptLines);
}

type Set = { readonly meta: BackupMeta; readonly path: string; readonly position: number };
const ends = {
  backup: "This is an informational message only. No user action is required.",
  restore: "Informational message. No user action required.",
};

/** 18264 and 18265: a backup that went well. */
export function logBackupDone(instance: InstanceWorld, set: Set): void {
  const isLog = set.meta.kind === "log";
  const what = isLog ? "Log was backed up. Database" : "Database backed up. Database";
  writeErrorLog(instance, "Backup", `${what}: ${aboutSet(set, set.meta.database)}. ${ends.backup}`);
}

/** 18267 and 18268: a restore that went well. */
export function logRestoreDone(instance: InstanceWorld, set: Set & { readonly database: string }): void {
  const what = set.meta.kind === "log" ? "Log was restored. Database" : "Database was restored: Database";
  writeErrorLog(instance, "Backup", `${what}: ${aboutSet(set, set.database)}. ${ends.restore}`);
}

/** A copy that was recovered comes up. */
export function logStart(instance: InstanceWorld, { name }: { readonly name: string }, spid: number | null): void {
  writeErrorLog(instance, spid ?? "Server", `Starting up database '${name}'.`);
}

function aboutSet({ meta, path, position }: Set, database: string): string {
  const [first, last, created] = ["FirstLSN", "LastLSN", "DatabaseCreationDate"].map((name) => meta.header[name]);
  const device = `FILE=${position}, TYPE=DISK: {'${path}'}`;
  return `${database}, creation date(time): ${dateText(created)}, first LSN: ${lsnText(first)}, last LSN: ${lsnText(last)}, number of dump devices: 1, device information: (${device})`;
}

function dateText(value: unknown): string {
  const iso = value instanceof Date ? value.toISOString() : "1900-01-01T00:00:00";
  return `${iso.slice(0, 10).replaceAll("-", "/")}(${iso.slice(11, 19)})`;
}

/** vlf:block:slot, as the log prints it. */
function lsnText(value: unknown): string {
  const n = typeof value === "bigint" ? value : 0n;
  return `${n / 10n ** 15n}:${(n / 100_000n) % 10n ** 10n}:${n % 100_000n}`;
}
