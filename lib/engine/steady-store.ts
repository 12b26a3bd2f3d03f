import { AppError } from "#lib/domain/errors.ts";
import type { AuditState, ReconcilePort } from "#lib/domain/local-journal-port.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { ended } from "#lib/domain/run/transitions.ts";
import type { RunStore } from "#lib/domain/store-port.ts";
import { type AuditFallback, auditFallback, type FallbackDeps } from "./audit-fallback.ts";
import { type KnownRuns, knownRuns } from "./known-runs.ts";

export type SteadyStore<S extends RunStore = RunStore> = S & {
  readonly auditState: () => AuditState;
  /** Tries the database now, if it was dead. */
  readonly tryAudit: () => Promise<AuditState>;
};

/**
 * The audit database for runs, and in its place a local journal while it is dead, where no second runner can exist: whoever
 * reads or writes a run under way, the runner, a page, a person who decides, sees one and the same journal. No run starts
 * meanwhile. When the database answers again it takes in what it missed. Events are written one at a time.
 */
export function steadyStore<S extends RunStore & ReconcilePort>(
  deps: Omit<FallbackDeps, "store"> & { readonly store: S },
): SteadyStore<S> {
  const { store } = deps;
  const known = knownRuns();
  const fallback = auditFallback(deps);
  const listeners = new Set<(event: RunEvent) => void>();
  const tell = (event: RunEvent) => {
    for (const listener of listeners) listener(event);
  };
  store.onAppend(tell);
  let token: number | null = null;
  const mustBeUp = (what: string) => {
    const state = fallback.state();
    if (state.kind !== "up")
      throw new AppError("store-failed", `the audit database does not answer: ${what} (${state.cause})`);
  };
  return {
    ...store,
    ...remembering({ store, known, fallback }),
    auditState: fallback.state,
    tryAudit: async () => {
      await fallback.tryAgain("now");
      return fallback.state();
    },
    onAppend: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    append: (runId, by, body, row = {}) =>
      fallback.inTurn(async () => {
        if (fallback.state().kind === "up")
          try {
            const event = await store.append(runId, by, body, row);
            known.keepAppended(event, row);
            return event;
          } catch (e) {
            if (known.events(runId) === null) throw e;
            fallback.fallBack(e);
          }
        const number = (known.events(runId)?.length ?? 0) + 1;
        if (number === 1) throw new AppError("store-failed", `the journal of run ${runId} was not read before`);
        if (by !== null && by !== token) throw new AppError("conflict", `the lease has another token than ${by}`);
        const event: RunEvent = { ...body, v: 1, runId, number, at: deps.clock.now().toISOString() };
        await fallback.write({ event, row, token: by });
        known.keepAppended(event, row);
        tell(event);
        return event;
      }),
    createRun: async (run, first) => {
      mustBeUp("no run starts");
      return store.createRun(run, first);
    },
    lease: async (poolFqdn) => {
      await fallback.tryAgain();
      return store.lease(poolFqdn);
    },
    takeLease: async (poolFqdn, holder, seen) => {
      await fallback.recover();
      mustBeUp("the lease is not taken");
      const taken = await store.takeLease(poolFqdn, holder, seen);
      if (taken !== null) token = taken;
      return taken;
    },
  };
}

/** Reads that are answered from memory while the database is dead. */
function remembering(from: {
  readonly store: RunStore;
  readonly known: KnownRuns;
  readonly fallback: AuditFallback;
}): Pick<RunStore, "events" | "run" | "plan" | "activeRun"> {
  const { store, known, fallback } = from;
  const read = async <T>(ask: () => Promise<T>, remembered: () => { readonly value: T } | null): Promise<T> => {
    await fallback.tryAgain();
    const kept = fallback.state().kind === "up" ? null : remembered();
    if (kept) return kept.value;
    try {
      return await ask();
    } catch (e) {
      const instead = remembered();
      if (!instead) throw e;
      fallback.fallBack(e);
      return instead.value;
    }
  };
  const ifKnown = <T>(value: T | null) => (value === null ? null : { value });
  return {
    events: (runId, after = 0) =>
      read(
        async () => {
          const events = await store.events(runId, after);
          known.keepEvents(runId, after, events);
          return events;
        },
        () => ifKnown(known.events(runId)?.slice(after) ?? null),
      ),
    run: (id) =>
      read(
        () => store.run(id),
        () => ifKnown(known.row(id)),
      ),
    plan: (id) =>
      read(
        async () => {
          const plan = await store.plan(id);
          if (plan) known.keepPlan(plan);
          return plan;
        },
        () => ifKnown(known.plan(id)),
      ),
    activeRun: (poolFqdn) =>
      read(
        async () => {
          const row = await store.activeRun(poolFqdn);
          known.keepActive(row);
          return row;
        },
        () => {
          // A run that ended in the local journal is over, whatever the database last knew.
          const ours = known.rows().filter((r) => r.poolFqdn === poolFqdn);
          return ours.length === 0 ? null : { value: ours.find((r) => !ended.includes(r.status)) ?? null };
        },
      ),
  };
}
