import type { FileEntry } from "#lib/domain/ports.ts";
import { peakRate } from "#lib/domain/run/loss.ts";
import type { Watermark } from "#lib/domain/store-port.ts";
import type { LossView } from "#lib/domain/views/run-view.ts";
import type { PlanLooks } from "./looks.ts";

/**
 * What a failover now would lose, as an interval: messages between the newest finished log backup on the share and now.
 * Below: newest sample minus the first sample taken after that backup. Above: newest sample minus the last one before it, plus what
 * the peak rate allows since the newest sample. Without a sample, or without the share, unknown.
 */
export async function forecastLoss(
  looks: {
    readonly pool: PlanLooks["pool"];
    readonly ports: Pick<PlanLooks["ports"], "clock">;
    readonly evidence: Pick<PlanLooks["evidence"], "watermarks">;
  },
  share: readonly FileEntry[],
): Promise<LossView> {
  const home = looks.pool.instances.filter((i) => i.site === "home").map((i) => i.name);
  const samples = (await looks.evidence.watermarks(120)).filter((w) => home.includes(w.instance));
  const newest = samples[0] ?? null;
  const backup =
    share
      .filter((f) => f.name.toLowerCase().endsWith(".trn"))
      .map((f) => f.modifiedAt)
      .sort()
      .at(-1) ?? null;
  if (!newest || !backup)
    return { fewest: null, most: null, sampledAt: newest?.takenAt ?? null, completeUpTo: backup, rooms: [] };
  const total = (w: Watermark) => Object.values(w.rooms).reduce((sum, id) => sum + BigInt(id), 0n);
  const before = samples.find((w) => w.takenAt <= backup);
  const after = [...samples].reverse().find((w) => w.takenAt >= backup);
  const positive = (n: bigint) => (n > 0n ? n : 0n);
  const fewest = after ? positive(total(newest) - total(after)) : 0n;
  const rate = peakRate(samples);
  const seconds = Math.max(0, (looks.ports.clock.now().getTime() - Date.parse(newest.takenAt)) / 1_000);
  const most =
    before && rate !== null ? positive(total(newest) - total(before)) + BigInt(Math.ceil(rate * seconds)) : null;
  return {
    fewest: fewest.toString(),
    most: most?.toString() ?? null,
    sampledAt: newest.takenAt,
    completeUpTo: backup,
    rooms: [],
  };
}
