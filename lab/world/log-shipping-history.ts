import { SqlError } from "#lab/sql-server/sql/errors.ts";
import { DiskError } from "./disk.ts";
import type { InstanceWorld } from "./instance-world.ts";
import type { JobOutcome } from "./job-step.ts";

import { tellMonitor } from "./log-shipping-monitor.ts";

type Kind = 0 | 1 | 2;

/** Writes the agent's own rows: one run = one session of history lines. */
export class ShippingLog {
  readonly #instance: InstanceWorld;
  readonly #at: { readonly id: string; readonly kind: Kind; readonly database: string };
  readonly #session: number;
  readonly #lines: string[] = [];

  constructor(instance: InstanceWorld, at: { readonly id: string; readonly kind: Kind; readonly database: string }) {
    this.#instance = instance;
    this.#at = at;
    this.#session = instance.nextId();
  }

  write(status: 0 | 1 | 2 | 3 | 4, message: string): void {
    const rows = this.#instance.msdb("log_shipping_monitor_history_detail");
    rows.push({ ...this.#base(), session_status: status, message });
    if (rows.length > 800) rows.splice(0, rows.length - 800);
    this.#lines.push(message);
  }

  done(message: string): JobOutcome {
    this.write(2, message);
    tellMonitor(this.#instance, this.#at.id, this.#session);
    return { status: 1, message: `${this.#lines.join("\n")}\nThe step succeeded.`.slice(0, 4000) };
  }

  failed(error: unknown): JobOutcome {
    const text = error instanceof Error ? error.message : String(error);
    const number = error instanceof SqlError ? ` ${error.number}` : "";
    this.error(`*** Error${number}: ${text}`);
    this.write(3, `*** Error${number}: ${text}`);
    tellMonitor(this.#instance, this.#at.id, this.#session);
    return { status: 0, message: `${this.#lines.join("\n")}\nThe step failed.`.slice(0, 4000) };
  }

  error(message: string): void {
    const rows = this.#instance.msdb("log_shipping_monitor_error_detail");
    rows.push({ ...this.#base(), sequence_number: 1, message, source: ".Net SqlClient Data Provider", help_url: "" });
    if (rows.length > 400) rows.splice(0, rows.length - 400);
  }

  #base() {
    const { id, kind, database } = this.#at;
    return {
      agent_id: id,
      agent_type: kind,
      session_id: this.#session,
      database_name: kind === 1 ? "" : database,
      log_time: this.#instance.localNow(),
      log_time_utc: this.#instance.utcNow(),
    };
  }
}

/** An expected failure of the job: told in its history. Anything else is a fault of the lab and goes up. */
export function isJobFailure(error: unknown): boolean {
  return error instanceof SqlError || error instanceof DiskError;
}

export function stampOf(utc: Date): string {
  return utc.toISOString().replace(/[-:T]/g, "").slice(0, 14);
}

export function isLogName(name: string, database: string): boolean {
  const found = /^(.+)_(\d{14})\.trn$/i.exec(name);
  return found?.[1]?.toLowerCase() === database.toLowerCase();
}

export function fileNameOf(path: unknown): string {
  return (
    String(path ?? "")
      .split("\\")
      .at(-1) ?? ""
  );
}

/** The 14 digits of the name. */
export function digitsOf(name: string): string {
  return /_(\d{14})\./.exec(name)?.[1] ?? "";
}

/** When the name says it was written. */
export function stampTime(name: string): number {
  const digits = digitsOf(name);
  const [y, mo, d, h, mi, s] = [
    digits.slice(0, 4),
    digits.slice(4, 6),
    digits.slice(6, 8),
    digits.slice(8, 10),
    digits.slice(10, 12),
    digits.slice(12, 14),
  ].map(Number);
  return Date.UTC(y ?? 0, (mo ?? 1) - 1, d ?? 1, h ?? 0, mi ?? 0, s ?? 0);
}

/** Deletes log backups in a folder that are older than the retention, as the job does at its end. */
export function cleanFolder(
  instance: InstanceWorld,
  at: { readonly folder: string; readonly database: string; readonly minutes: number },
): void {
  const limit = stampOf(new Date(instance.utcNow().getTime() - at.minutes * 60_000));
  for (const file of instance.world.disk.list({ host: instance.host, path: at.folder }))
    if (isLogName(file.name, at.database) && digitsOf(file.name) < limit)
      instance.world.disk.remove({ host: instance.host, path: `${at.folder}\\${file.name}` });
}
