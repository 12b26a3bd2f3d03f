import type { CheckState } from "#lib/domain/health/check.ts";
import type { HealthReadings, Section } from "#lib/domain/health/readings.ts";
import { recoveryPointOf } from "#lib/domain/health/recovery-point.ts";
import type { CheckView } from "#lib/domain/views/health-view.ts";
import type { Reading } from "#lib/domain/views/overview-view.ts";

/** Every figure that is kept, with its unit. One of an instance is kept as "<name>@<instance>". */
export const figureUnits = {
  "backup-lag": "seconds",
  "copy-lag": "seconds",
  "restore-lag": "seconds",
  "recovery-point": "seconds",
  "recovery-time-fewest": "seconds",
  "recovery-time-most": "seconds",
  "loss-fewest": "count",
  "loss-most": "count",
  "files-to-apply": "count",
  "files-on-share": "count",
  "compliance-waiting": "count",
  "next-hop": "milliseconds",
  "checks-bad": "count",
  "checks-unknown": "count",
  "checks-warning": "count",
  response: "milliseconds",
  "clock-offset": "milliseconds",
  sessions: "count",
  "log-not-sent": "kilobytes",
  "log-not-redone": "kilobytes",
  "mgc-size": "bytes",
  "disk-free": "bytes",
} as const satisfies Readonly<Record<string, "seconds" | "milliseconds" | "count" | "kilobytes" | "bytes">>;

export type FigureName = keyof typeof figureUnits;
/** In the order of the choice. */
export const figureNames = Object.keys(figureUnits) as readonly FigureName[];
export type FigureUnit = (typeof figureUnits)[FigureName];

type Kept = Record<string, number>;

/** A value older than this is a gap in the history. Milliseconds; what is read once a minute gets three of its turns. */
const oldAfterMs = 180_000;

/** Every figure that is known now, by name. What is not known, or was not read again, is left out: a gap stays a gap. Pure. */
export function figuresOf(seen: HealthReadings, checks: readonly CheckView[], now: string): Readonly<Kept> {
  const fresh = <T>(reading: Reading<T> | undefined): T | null =>
    reading?.value == null || reading.at === null || reading.error !== null
      ? null
      : Date.parse(now) - Date.parse(reading.at) > oldAfterMs
        ? null
        : reading.value;
  const kept: Kept = {};
  const keep = (name: FigureName, value: number | string | null | undefined, target?: string) => {
    const number = value === null || value === undefined || value === "" ? Number.NaN : Number(value);
    if (Number.isFinite(number)) kept[target === undefined ? name : `${name}@${target}`] = number;
  };
  const lags = fresh(seen.logShipping);
  keep("backup-lag", lags?.backupLagSeconds);
  keep("copy-lag", lags?.copyLagSeconds);
  keep("restore-lag", lags?.restoreLagSeconds);
  if (lags !== null) keep("recovery-point", recoveryPointOf(seen).seconds);
  const time = fresh(seen.recoveryTime);
  keep("recovery-time-fewest", time?.fewest);
  keep("recovery-time-most", time?.most);
  const loss = fresh(seen.loss);
  keep("loss-fewest", loss?.fewest);
  keep("loss-most", loss?.most);
  keep("files-to-apply", fresh(seen.chain)?.toApply);
  keep("files-on-share", fresh(seen.folders.backupShare)?.length);
  keep("compliance-waiting", fresh(seen.compliance)?.waiting);
  keep("next-hop", fresh(seen.nextHop));
  const count = (state: CheckState) => checks.filter((check) => check.state === state).length;
  keep("checks-bad", count("bad"));
  keep("checks-unknown", count("unknown"));
  keep("checks-warning", count("warning"));
  for (const [name, reading] of Object.entries(seen.instances)) {
    const value = fresh(reading);
    keep("clock-offset", value?.clockOffsetMs, name);
    keep("sessions", value?.sessions.length, name);
  }
  for (const [name, reading] of Object.entries(seen.work)) {
    const value = fresh(reading);
    keep("response", value === null ? null : Math.round(value.tookMs), name);
    const queue = rowsOf(value?.mirrorQueue)[0];
    keep("log-not-sent", queue?.unsentKb, name);
    keep("log-not-redone", queue?.unrestoredKb, name);
    const files = rowsOf(value?.volumes).filter((file) => file.name === "mgc");
    const size = files.reduce((sum, file) => sum + Number(file.sizeBytes), 0);
    keep("mgc-size", files.length === 0 ? null : size, name);
    keep("disk-free", files[0]?.freeBytes, name);
  }
  return kept;
}

function rowsOf<T>(section: Section<readonly T[]> | undefined): readonly T[] {
  return section?.kind === "read" ? section.value : [];
}
