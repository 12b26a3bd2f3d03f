import { lastFullBackupQuery, lastFullBackupRow } from "#lib/domain/commands/queries/last-full-backup.ts";
import { lastLogRestoreQuery, lastLogRestoreRow } from "#lib/domain/commands/queries/last-log-restore.ts";
import { shippingHistoryQuery, shippingHistoryRow } from "#lib/domain/commands/queries/shipping-history.ts";
import type { FileEntry } from "#lib/domain/ports.ts";
import { backlog } from "./backlog.ts";
import { type Carried, measureRuns } from "./earlier-runs.ts";
import type { Rate, TimeFacts } from "./forecast-time.ts";
import { type PlanLooks, see } from "./looks.ts";
import { shippingPace } from "./shipping-pace.ts";

type At = {
  readonly target: string;
  readonly share: readonly FileEntry[] | null;
  readonly wantsMirror: boolean;
};

/** Facts for a procedure that carries no files: only what earlier runs took. */
export function timeFactsOf(looks: PlanLooks): TimeFacts {
  const { measured } = measureRuns(looks.earlierRuns);
  const none = { load: null, rate: null };
  return { measured, copy: none, apply: none, wantsMirror: false, fullBackup: null };
}

/**
 * Reads what a failover still has to carry and how fast that went: in runs of this console, else what log shipping's own agents
 * logged on the target. What cannot be read stays unknown. Read-only; safe to call twice; never rejects.
 */
export async function readTimeFacts(looks: Pick<PlanLooks, "ports" | "earlierRuns">, at: At): Promise<TimeFacts> {
  const { ports, earlierRuns } = looks;
  const [restored, history, full, copyFolder] = await Promise.all([
    see(ports.sql.read(lastLogRestoreQuery(at.target), lastLogRestoreRow)),
    see(ports.sql.read(shippingHistoryQuery(at.target), shippingHistoryRow)),
    see(ports.sql.read(lastFullBackupQuery(at.target), lastFullBackupRow)),
    see(ports.files.list("copyFolder")),
  ]);
  const { measured, copy, apply } = measureRuns(earlierRuns);
  const lastRestored = restored.value?.[0]?.file ?? null;
  const load = backlog({ share: at.share, copyFolder: copyFolder.value, lastRestored });
  const files = [...(copyFolder.value ?? []), ...(at.share ?? [])];
  const lines = history.value ?? [];
  const backup = full.value?.[0];
  return {
    measured,
    copy: { load: load.copy, rate: rateOf(copy, "runs") ?? rateOf(shippingPace(lines, 1, files), "log-shipping") },
    apply: { load: load.apply, rate: rateOf(apply, "runs") ?? rateOf(shippingPace(lines, 2, files), "log-shipping") },
    wantsMirror: at.wantsMirror,
    fullBackup: backup && backup.seconds > 0 ? { bytes: BigInt(backup.sizeBytes), seconds: backup.seconds } : null,
  };
}

const rateOf = (carried: Carried | null, from: Rate["from"]): Rate | null =>
  carried === null ? null : { bytesPerSecond: carried.bytes / carried.seconds, from };
