import type { Decision, RunEventBody } from "#lib/domain/run/journal.ts";
import { rowStatus } from "#lib/domain/run/row-status.ts";
import { foldRun, type RunState, type TakenDecision } from "#lib/domain/run/run-state.ts";
import { type EngineDeps, RunStop } from "./engine-deps.ts";
import type { HeldLease } from "./lease.ts";

/** A run's journal in the hands of its runner: what is appended here is durable before anything is sent. */
export type RunJournal = {
  readonly state: () => RunState;
  readonly append: (
    body: RunEventBody,
    row?: { readonly lossFewest?: string | null; readonly lossMost?: string | null; readonly finishedAt?: string },
  ) => Promise<void>;
  /** Immediately before something is sent. @throws RunStop when the lease is not fresh */
  readonly assertFresh: () => void;
  readonly token: number;
  /** Takes in what people appended. */
  readonly refresh: () => Promise<RunState>;
  /** Asks once per decision id, and waits for the answer. @throws RunStop */
  readonly ask: (decision: Decision) => Promise<TakenDecision>;
  /** Before each new act: honours pause and abort. @throws RunStop */
  readonly gate: () => Promise<void>;
  /** Waits for the next look. */
  readonly pause: () => Promise<void>;
};

/** Opens a run for its runner. */
export async function openJournal(
  deps: EngineDeps,
  at: { readonly runId: string; readonly lease: HeldLease; readonly signal: AbortSignal },
): Promise<RunJournal> {
  const { store, timings } = deps;
  let state = foldRun(await store.events(at.runId));
  const refresh = async () => {
    state = foldRun(await store.events(at.runId, state.last), state);
    return state;
  };
  const append: RunJournal["append"] = async (body, row = {}) => {
    at.lease.assertFresh();
    const status = rowStatus(body);
    await store.append(at.runId, at.lease.token, body, { ...row, ...(status ? { status } : {}) });
    await refresh();
  };
  const pause = async () => {
    if (at.signal.aborted) throw new RunStop("cut-off");
    await deps.ports.clock.sleep(timings.pollMs, at.signal).catch(() => undefined);
    if (at.signal.aborted) throw new RunStop("cut-off");
    at.lease.assertFresh();
    await refresh();
  };
  const gate = async () => {
    if (at.signal.aborted) throw new RunStop("cut-off");
    await refresh();
    if (state.pauseRequested && state.status !== "paused" && !state.abortRequested) await append({ kind: "paused" });
    while (state.pauseRequested && !state.abortRequested) await pause();
    if (state.abortRequested) throw new RunStop("aborted");
  };
  const ask = async (decision: Decision) => {
    await refresh();
    const answer = () => state.taken.find((t) => t.decision.id === decision.id);
    if (!answer() && !state.open.some((o) => o.decision.id === decision.id))
      await append({ kind: "decision-asked", decision });
    for (let taken = answer(); ; taken = answer()) {
      if (state.abortRequested) throw new RunStop("aborted");
      if (taken) return taken;
      await pause();
    }
  };
  return {
    state: () => state,
    assertFresh: at.lease.assertFresh,
    token: at.lease.token,
    append,
    refresh,
    ask,
    gate,
    pause,
  };
}
