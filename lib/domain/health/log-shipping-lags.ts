import type { MonitorPrimary, MonitorSecondary } from "#lib/domain/commands/queries/log-shipping-monitor.ts";
import type { LogShippingView } from "#lib/domain/views/overview-view.ts";

/** What was read of one `mgc` log shipping; null = nobody answered. */
export type LogShippingFacts = {
  /** Rows of the home instances that answered; empty when they answered without a row. Null: home is silent. */
  readonly primaries: readonly MonitorPrimary[] | null;
  /** Rows of the other site's instances; empty when all of them answered without a row. */
  readonly secondaries: readonly MonitorSecondary[];
  /** Newest finished backup file of the share by the stamp in its name; null when the share was not read or is empty. */
  readonly newestOnShare: string | null;
  /** The console's now. */
  readonly now: string;
  /** When the console first saw each file as the newest backup, by lower-case bare name, in milliseconds of its own clock. */
  readonly sights?: ReadonlyMap<string, number>;
};

/**
 * The three lags, each in whole seconds, never below 0, null when not known:
 * - backup lag: server's UTC at the reading − `last_backup_date_utc` of the home row with the newest backup. When home is
 *   silent: console's now − stamp of the newest `.trn` of the share. Chat of this span is in no backup yet.
 * - copy lag: stamp of the newest backup file − stamp of the last copied file. Chat of this span is in a backup that
 *   the other site does not have yet.
 * - restore lag: stamp of the last copied file − stamp of the last restored file. Nothing is lost by it: it is log
 *   that a failover still has to apply.
 * Where the console has itself seen a file appear, its own clock is used instead of stamps and servers' times: a clock of a server that
 * jumps, in either direction or by summer time, then changes no lag. That is late by one reading at most.
 * A stamp is the UTC time in `mgc_YYYYMMDDHHMMSS.trn`; a file without one gives null, not a guess.
 */
export function logShippingLags(facts: LogShippingFacts): NonNullable<LogShippingView["value"]> {
  const backup = newestBackup(facts);
  const secondary = newestBy(facts.secondaries, (row) => row.lastCopiedUtc);
  const copied = secondary?.lastCopiedFile ?? null;
  const restored = secondary?.lastRestoredFile ?? null;
  return {
    backupLagSeconds: backup.lagSeconds,
    copyLagSeconds: between(facts, copied, backup.file),
    restoreLagSeconds: between(facts, restored, copied),
    uncertainSeconds: uncertainty(facts, { newest: backup.file, copied }),
    lastBackupFile: backup.file,
    lastCopiedFile: copied,
    lastRestoredFile: restored,
    removed: secondary === null,
  };
}

/** Seconds from one of the console's readings to the next: so late at most is a file seen to appear. */
const readingSeconds = 3;

/** What the console saw appear is late by one reading at most, what one server stamped is cut to the second; across two clocks nobody knows. */
function uncertainty(facts: LogShippingFacts, of: { newest: string | null; copied: string | null }): number | null {
  const isSeen = (file: string | null) => sightOf(facts, file) !== null;
  if (facts.primaries === null && !isSeen(of.newest)) return null;
  const backup = isSeen(of.newest) ? readingSeconds : 1;
  if (of.newest !== null && of.copied !== null && bareName(of.newest) === bareName(of.copied)) return backup;
  return backup + (isSeen(of.newest) && isSeen(of.copied) ? readingSeconds : 1);
}

/** From one file to a later one: as the console saw them appear, else by the stamps in their names. */
function between(facts: LogShippingFacts, from: string | null, to: string | null): number | null {
  if (from !== null && to !== null && bareName(from) === bareName(to)) return 0;
  const seen = secondsBetween(sightOf(facts, from), sightOf(facts, to));
  return seen ?? secondsBetween(stampOf(from), stampOf(to));
}

const sightOf = (facts: LogShippingFacts, file: string | null) =>
  file === null ? null : (facts.sights?.get(bareName(file)) ?? null);

/** The file's own name of a win32 path, in lower case. */
export function bareName(file: string): string {
  return file.slice(file.lastIndexOf("\\") + 1).toLowerCase();
}

/** Chat that would be lost if home died now: backup lag plus copy lag; null when either is not known or the newest try to read failed. */
export function recoveryPointSeconds(view: LogShippingView): number | null {
  const value = view.value;
  // The figure carries no age of its own: a last known one would pass for now.
  if (view.error !== null) return null;
  if (value === null || value.removed || value.backupLagSeconds === null || value.copyLagSeconds === null) return null;
  return value.backupLagSeconds + value.copyLagSeconds;
}

/** UTC milliseconds in a log backup's name, of a bare name or a win32 path; null when the name has no stamp. */
export function stampOf(file: string | null): number | null {
  const digits = file?.match(/_(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\.trn$/i);
  if (digits === null || digits === undefined) return null;
  const [year, month, day, hour, minute, second] = digits.slice(1).map(Number);
  if (year === undefined || month === undefined) return null;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function newestBackup(facts: LogShippingFacts): { readonly lagSeconds: number | null; readonly file: string | null } {
  const nowMs = Date.parse(facts.now);
  if (facts.primaries === null) {
    const file = facts.newestOnShare;
    return { lagSeconds: secondsBetween(sightOf(facts, file) ?? stampOf(file), nowMs), file };
  }
  // The mirror's job succeeds and ships nothing: its row stays older than the principal's.
  const row = newestBy(facts.primaries, (each) => each.lastBackupUtc);
  if (row === null || row.lastBackupUtc === null) return { lagSeconds: null, file: row?.lastBackupFile ?? null };
  const seen = secondsBetween(sightOf(facts, row.lastBackupFile), nowMs);
  return {
    lagSeconds: seen ?? secondsBetween(Date.parse(row.lastBackupUtc), Date.parse(row.serverUtc)),
    file: row.lastBackupFile,
  };
}

function secondsBetween(fromMs: number | null, toMs: number | null): number | null {
  return fromMs === null || toMs === null ? null : Math.max(0, Math.floor((toMs - fromMs) / 1000));
}

// ISO texts of UTC compare as text.
function newestBy<T>(rows: readonly T[], instant: (row: T) => string | null): T | null {
  return rows.reduce<T | null>(
    (best, row) => (best === null || (instant(row) ?? "") > (instant(best) ?? "") ? row : best),
    null,
  );
}
