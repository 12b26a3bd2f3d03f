import { foldRun } from "#lib/domain/run/fold-run.ts";
import type { Decision, RunEventBody } from "#lib/domain/run/journal.ts";
import type { HoldAt } from "#lib/domain/run/journal-control.ts";
import type { RunState, TakenDecision } from "#lib/domain/run/run-state.ts";
import { mustHold, statusAfter } from "#lib/domain/run/status-of.ts";
import { type ActProgress, type EngineDeps, RunStop } from "./engine-deps.ts";
import type { HeldLease } from "./lease.ts";
import { rest } from "./rest.ts";

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
  /** Asks once per decision id, and waits for the answer, at most until `broken` fires. @throws RunStop */
  readonly ask: (decision: Decision, broken?: AbortSignal) => Promise<TakenDecision>;
  /** Before each new act, and before each new stage: honours pause and abort. @throws RunStop */
  readonly gate: (before?: HoldAt) => Promise<void>;
  /** Waits for the next look: until something was appended, at most `pollMs`. */
  readonly pause: () => Promise<void>;
  /** Why the audit database still is not written to; null when it is. */
  readonly withoutDatabase: () => Promise<string | null>;
  /** Says where an act stands to whoever watches; not kept. */
  readonly show: (progress: ActProgress) => void;
};

/** The journal as one lane sees it: when another lane broke, this one begins nothing more and waits for nobody. */
export function laneJournal(journal: RunJournal, broken: AbortSignal): RunJournal {
  const stopWith =
    <A extends readonly unknown[]>(go: (...args: A) => Promise<void>) =>
    async (...args: A) => {
      if (broken.aborted) throw new RunStop("lane-broke");
      await go(...args);
    };
  return {
    ...journal,
    pause: stopWith(journal.pause),
    gate: stopWith(journal.gate),
    ask: (decision) => journal.ask(decision, broken),
  };
}

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
    const status = statusAfter(state, body);
    await store.append(at.runId, at.lease.token, body, { ...row, ...(status ? { status } : {}) });
    await refresh();
  };
  const pause = async () => {
    if (at.signal.aborted) throw new RunStop("cut-off");
    await rest(deps, timings.pollMs, at.signal);
    if (at.signal.aborted) throw new RunStop("cut-off");
    at.lease.assertFresh();
    await refresh();
  };
  let pausing: Promise<void> | null = null;
  /** Lanes come to the same gate at the same moment; the journal says it once. */
  const sayPaused = async () => {
    pausing ??= append({ kind: "paused" }).finally(() => {
      pausing = null;
    });
    await pausing;
  };
  const gate: RunJournal["gate"] = async (before = "act") => {
    if (at.signal.aborted) throw new RunStop("cut-off");
    await refresh();
    const holds = () => mustHold(state, before) && !state.abortRequested;
    if (holds() && !state.isPaused) await sayPaused();
    while (holds()) await pause();
    if (state.abortRequested) throw new RunStop("aborted");
  };
  const ask: RunJournal["ask"] = async (decision, broken) => {
    await refresh();
    const answer = () => state.taken.find((t) => t.decision.id === decision.id);
    if (!answer() && !state.open.some((o) => o.decision.id === decision.id))
      await append({ kind: "decision-asked", decision });
    for (let taken = answer(); ; taken = answer()) {
      if (state.abortRequested) throw new RunStop("aborted");
      if (taken) return taken;
      if (broken?.aborted) throw new RunStop("lane-broke");
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
    withoutDatabase: async () => {
      const audit = (await deps.tryAudit?.()) ?? { kind: "up" };
      return audit.kind === "up" ? null : audit.cause;
    },
    show: (progress) => deps.onProgress?.(at.runId, progress),
  };
}
