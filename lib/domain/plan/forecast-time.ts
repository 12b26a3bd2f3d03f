import type { Order } from "#lib/domain/steps/pinned-plan.ts";
import type { StepId } from "#lib/domain/steps/step-id.ts";
import type { PlanView, Span, StepEstimate } from "#lib/domain/views/plan-view.ts";

/** A rate that was measured, and where: in runs of this console, or by the agents of log shipping on the target. */
export type Rate = { readonly bytesPerSecond: number; readonly from: "runs" | "log-shipping" };
/** What a lane still has to carry; `load` null: could not be counted, `rate` null: nobody has measured one. */
export type Lane = {
  readonly load: { readonly files: number; readonly bytes: bigint } | null;
  readonly rate: Rate | null;
};

/** All that a forecast of time rests on. `measured`: seconds per step in earlier runs, newest first, without people's waits. */
export type TimeFacts = {
  readonly measured: ReadonlyMap<string, readonly number[]>;
  readonly copy: Lane;
  readonly apply: Lane;
  readonly wantsMirror: boolean;
  /** The newest full backup of mgc and how long it took: a mirror begins with one more. null: not known, or under a second. */
  readonly fullBackup: { readonly bytes: bigint; readonly seconds: number } | null;
};

/** From this many runs on, the middle and the ninth of ten stand for what to expect. */
export const enoughRuns = 5;

/** Invoke-CsManagementStoreReplication: replication may start only after two to three minutes, even when healthy. Seconds. */
const replicationSeconds = { fewest: 120, most: 180 };

/**
 * How long each step, the whole run, and the way to "users are back" and "mirrored" take in both orders. Spans in whole seconds; `most`
 * null: open upwards, because nobody measured a part of it. Nothing is invented: a step without a source adds 0 to `fewest` and opens
 * `most`. The time that people take to answer is in none of them. `stagesIn` gives
 * the plan's stages in an order, a stage's steps side by side. Pure.
 */
export function forecastTime(
  stagesIn: (order: Order) => readonly (readonly StepId[])[],
  order: Order,
  facts: TimeFacts,
): { readonly time: PlanView["time"]; readonly estimateOf: (step: StepId) => StepEstimate } {
  const estimateOf = (step: StepId) => stepEstimate(step, facts);
  const until = (which: Order, last?: StepId) => {
    const stages = stagesIn(which);
    const end = stages.findIndex((stage) => stage.some((id) => id === last));
    return sum((last ? stages.slice(0, end + 1) : stages).map((stage) => lanes(stage.map(estimateOf))));
  };
  const ids = stagesIn(order).flat();
  const hasBoth = stagesIn("users-first").flat().join() !== stagesIn("protection-first").flat().join();
  const finish = (which: Order) => ({
    users: until(which, "set-active-servers"),
    protection: facts.wantsMirror ? until(which, "create-mirror") : null,
  });
  return {
    estimateOf,
    time: {
      total: until(order),
      // Runs of another procedure say nothing about this one.
      runs: Math.max(0, ...ids.map((id) => facts.measured.get(id)?.length ?? 0)),
      notMeasured: ids.filter((id) => estimateOf(id).basis.kind === "not-measured").length,
      finish: hasBoth ? { usersFirst: finish("users-first"), protectionFirst: finish("protection-first") } : null,
    },
  };
}

function stepEstimate(step: StepId, facts: TimeFacts): StepEstimate {
  if (step === "copy-log-backups") return laneEstimate(facts.copy);
  if (step === "apply-log-backups") return laneEstimate(facts.apply);
  if (step === "create-mirror" && !facts.wantsMirror) return nothingToDo(0);
  const seconds = (facts.measured.get(step) ?? []).slice(0, enoughRuns).sort((a, b) => a - b);
  if (seconds.length > 0) return measuredEstimate(seconds);
  if (step === "set-pool-state" || step === "return-pool-state")
    return { ...replicationSeconds, basis: { kind: "documented" } };
  // The same wait, but how long services take to start and to ping is in no document.
  if (step === "set-active-servers" || step === "return-active-servers")
    return { fewest: replicationSeconds.fewest, most: null, basis: { kind: "documented" } };
  if (step === "create-mirror" && facts.fullBackup) return mirrorEstimate(facts.fullBackup);
  return { fewest: 0, most: null, basis: { kind: "not-measured", bytes: null } };
}

/** At least one more full backup; restoring it on the mirror and catching up comes on top. */
function mirrorEstimate({ bytes, seconds }: NonNullable<TimeFacts["fullBackup"]>): StepEstimate {
  const bytesPerSecond = Number(bytes) / seconds;
  const basis = {
    kind: "bytes-by-rate",
    bytes: bytes.toString(),
    files: 1,
    bytesPerSecond,
    from: "full-backup",
  } as const;
  return { fewest: seconds, most: null, basis };
}

function measuredEstimate(ascending: readonly number[]): StepEstimate {
  const isEnough = ascending.length >= enoughRuns;
  const at = (share: number) => Math.ceil(ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? 0);
  const basis = { kind: "measured", runs: ascending.length } as const;
  return isEnough ? { fewest: at(0.5), most: at(0.9), basis } : { fewest: at(0), most: at(1), basis };
}

function laneEstimate({ load, rate }: Lane): StepEstimate {
  if (load === null) return { fewest: 0, most: null, basis: { kind: "not-measured", bytes: null } };
  if (load.bytes === 0n) return nothingToDo(load.files);
  const bytes = load.bytes.toString();
  if (rate === null) return { fewest: 0, most: null, basis: { kind: "not-measured", bytes } };
  const seconds = Math.ceil(Number(load.bytes) / rate.bytesPerSecond);
  const { files } = load;
  const basis = { kind: "bytes-by-rate", bytes, files, bytesPerSecond: rate.bytesPerSecond, from: rate.from } as const;
  return { fewest: seconds, most: seconds, basis };
}

const nothingToDo = (files: number): StepEstimate => ({ fewest: 0, most: 0, basis: { kind: "nothing-to-do", files } });

/** One after the other. */
function sum(spans: readonly Span[]): Span {
  const most = spans.reduce<number | null>((all, s) => (all === null || s.most === null ? null : all + s.most), 0);
  return { fewest: spans.reduce((all, s) => all + s.fewest, 0), most };
}

/** Side by side: at best as long as the longest lane, at worst as if one waited for the other. */
function lanes(spans: readonly Span[]): Span {
  return { fewest: Math.max(0, ...spans.map((s) => s.fewest)), most: sum(spans).most };
}
