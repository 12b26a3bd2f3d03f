import { type DatabaseFile, readFreeSpace } from "#lib/domain/commands/failback-observations.ts";
import { readTakenLogs } from "#lib/domain/commands/log-backups-taken.ts";
import { compareLsn } from "#lib/domain/log-chain/plan-chain.ts";
import { type PlanLooks, planFinding, see } from "#lib/domain/plan/looks.ts";
import type { Finding } from "#lib/domain/run/journal.ts";
import { readLeftovers } from "#lib/domain/steps/drill/leftovers.ts";
import type { DrillPins } from "#lib/domain/steps/drill/pins.ts";

type At = { readonly target: string; readonly pins: DrillPins };

/** Whether the log backups since the full one follow each other, by msdb of their writer. The run reads every header itself. */
export async function drillChain(looks: PlanLooks, { pins }: At): Promise<Finding> {
  const { source, full, places } = pins;
  const seen = await see(readTakenLogs(looks.ports.sql, source, full.lastLsn));
  if (!seen.value) return planFinding(looks, "drill-chain", "unknown", { instance: source, error: seen.error });
  let end = full.lastLsn;
  for (const log of seen.value) {
    const isElsewhere = !places.some((p) => log.file.toLowerCase().startsWith(p.toLowerCase()));
    if (isElsewhere || compareLsn(log.firstLsn, end) > 0)
      return planFinding(looks, "drill-chain", "fail", {
        full: full.file,
        "cannot go on at": log.file,
        "stands at": end,
      });
    end = log.lastLsn;
  }
  const facts = { full: full.file, "ended at": pins.fullFinished, "log backups since": seen.value.length };
  return planFinding(looks, "drill-chain", seen.value.length > 0 ? "pass" : "warn", facts);
}

/** No database and no file by the drill's names. */
export async function drillNamesFree(looks: PlanLooks, { target, pins }: At): Promise<Finding> {
  const seen = await see(readLeftovers(looks.ports, { target, moves: pins.moves }));
  const isFree = seen.value !== null && seen.value.database === null && seen.value.files.length === 0;
  return planFinding(looks, "drill-name-free", isFree ? "pass" : seen.value ? "fail" : "unknown", {
    instance: target,
    database: seen.value ? (seen.value.database ?? "no mgc_drill") : seen.error,
    files: seen.value?.files.join(", ") || "none",
  });
}

/** Room for a second copy, by the sizes inside the backup. What has no drive letter is not known. */
export async function drillSpace(
  looks: PlanLooks,
  { target, pins, listed }: At & { readonly listed: readonly DatabaseFile[] },
): Promise<Finding> {
  const seen = await see(readFreeSpace(looks.ports.sql, target));
  const needed = new Map<string, bigint>();
  for (const { logical, path } of pins.moves) {
    const size = listed.find((f) => f.logicalName.toLowerCase() === logical.toLowerCase())?.sizeBytes ?? "0";
    const drive = path.slice(0, 1).toUpperCase();
    needed.set(drive, (needed.get(drive) ?? 0n) + BigInt(size));
  }
  const free = (drive: string) => seen.value?.get(drive) ?? null;
  const isShort = [...needed].some(([drive, bytes]) => (free(drive) ?? bytes) < bytes);
  const isUnseen = [...needed.keys()].some((drive) => free(drive) === null);
  const facts = [...needed].map(([drive, bytes]) => [
    `drive ${drive}`,
    `needs ${bytes} bytes, free ${free(drive) ?? "not known"}`,
  ]);
  return planFinding(looks, "drill-space", isShort ? "fail" : isUnseen ? "unknown" : "pass", Object.fromEntries(facts));
}
