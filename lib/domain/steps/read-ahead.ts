import type { ChainPlan } from "#lib/domain/log-chain/plan-chain.ts";
import type { RunState } from "#lib/domain/run/run-state.ts";
import { appliedOf, copyId } from "./survey.ts";

/**
 * How far copying may be ahead of applying: so much of the copy folder's disk is taken at most by what is not applied yet. Wide, since
 * what is copied is safe when the share goes.
 */
export const readAhead = { files: 500, bytes: 256 * 1024 ** 3 } as const;

type Begun = { at: number; readonly bytesBefore: readonly number[] };
const begun = new WeakMap<ChainPlan, Begun>();

/** Whether the next copy of a chain has to wait until more is applied. The one that is to be applied next never waits. Pure. */
export function isFarAhead(run: RunState, chain: ChainPlan): boolean {
  const known = begun.get(chain) ?? { at: 0, bytesBefore: sums(chain) };
  begun.set(chain, known);
  // Begins where the last search ended: what is begun stays so.
  for (let set = chain.apply[known.at]; set; set = chain.apply[known.at]) {
    if (set.folder === "backupShare" && !run.acts.has(copyId(set))) break;
    known.at += 1;
  }
  const applied = appliedOf(run, chain);
  const bytes = (known.bytesBefore[known.at + 1] ?? 0) - (known.bytesBefore[applied] ?? 0);
  return known.at > applied && (known.at - applied >= readAhead.files || bytes > readAhead.bytes);
}

function sums(chain: ChainPlan): readonly number[] {
  let sum = 0;
  return [0, ...chain.apply.map((set) => (sum += Number(set.sizeBytes)))];
}
