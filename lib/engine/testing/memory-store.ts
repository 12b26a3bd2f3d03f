import { type ChainRecord, canonicalJson, nextRecord } from "#lib/domain/audit/chain.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { LocalEvent, ReconcilePort } from "#lib/domain/local-journal-port.ts";
import type { ClockPort } from "#lib/domain/ports.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { ended } from "#lib/domain/run/transitions.ts";
import type { EntryRow, Lease, RunRow, RunStore, StoredPlan } from "#lib/domain/store-port.ts";

export type MemoryStore = RunStore &
  ReconcilePort & {
    readonly chain: (runId: string) => readonly ChainRecord[];
  };

type Kept = { row: RunRow; events: RunEvent[]; chain: ChainRecord[] };

/** For tests: the store port in memory, with chain numbers, fencing tokens and one active run per pool. */
export function memoryStore(clock: ClockPort): MemoryStore {
  const plans = new Map<string, StoredPlan>();
  const runs = new Map<string, Kept>();
  const leases = new Map<string, { holder: string | null; token: number; counter: number }>();
  const listeners = new Set<(event: RunEvent) => void>();
  const entries: (EntryRow & { readonly stream: string })[] = [];
  const keptOrThrow = (id: string) => {
    const kept = runs.get(id);
    if (!kept) throw new AppError("not-found", `no run ${id}`);
    return kept;
  };
  const add = (kept: Kept, body: Parameters<RunStore["append"]>[2]): RunEvent => {
    const head = kept.chain.at(-1) ?? null;
    const event: RunEvent = {
      ...body,
      v: 1,
      runId: kept.row.id,
      number: kept.events.length + 1,
      at: clock.now().toISOString(),
    };
    kept.chain.push(nextRecord(head, canonicalJson(event)));
    kept.events.push(JSON.parse(JSON.stringify(event)) as RunEvent);
    for (const listener of listeners) listener(event);
    return event;
  };
  const active = (poolFqdn: string) =>
    [...runs.values()].find((k) => k.row.poolFqdn === poolFqdn && !ended.includes(k.row.status))?.row ?? null;
  const lease = (poolFqdn: string): Lease | null => {
    const row = leases.get(poolFqdn);
    return row?.holder ? { holder: row.holder, token: row.token, counter: row.counter } : null;
  };
  return {
    chain: (runId) => keptOrThrow(runId).chain,
    savePlan: async (plan) => void plans.set(plan.id, plan),
    plan: async (id) => plans.get(id) ?? null,
    createRun: async (run, first) => {
      const same = [...runs.values()].find((k) => k.row.planId === run.planId);
      if (same) return same.row;
      if (active(run.poolFqdn)) throw new AppError("conflict", "another run of this pool has not ended");
      const id = `run-${runs.size + 1}`;
      const label = `R-${String(runs.size + 1).padStart(4, "0")}`;
      const row: RunRow = {
        ...run,
        id,
        label,
        status: "running",
        startedAt: clock.now().toISOString(),
        finishedAt: null,
        lossFewest: null,
        lossMost: null,
      };
      const kept: Kept = { row, events: [], chain: [] };
      runs.set(id, kept);
      add(kept, first);
      return row;
    },
    append: async (runId, token, body, row = {}) => {
      const kept = keptOrThrow(runId);
      if (token !== null && lease(kept.row.poolFqdn)?.token !== token)
        throw new AppError("conflict", `the lease has another token than ${token}`);
      kept.row = { ...kept.row, ...row };
      return add(kept, body);
    },
    events: async (runId, after = 0) => keptOrThrow(runId).events.slice(after),
    run: async (id) => runs.get(id)?.row ?? null,
    eventsOfKinds: async (runIds, kinds) =>
      runIds.flatMap((id) => runs.get(id)?.events.filter((e) => kinds.includes(e.kind)) ?? []),
    runs: async (poolFqdn, limit) =>
      [...runs.values()]
        .map((k) => k.row)
        .filter((r) => r.poolFqdn === poolFqdn)
        .reverse()
        .slice(0, limit),
    activeRun: async (poolFqdn) => active(poolFqdn),
    onAppend: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    lease: async (poolFqdn) => lease(poolFqdn),
    takeLease: async (poolFqdn, holder, seen) => {
      const now = lease(poolFqdn);
      const isAsSeen = now?.holder === seen?.holder && now?.token === seen?.token && now?.counter === seen?.counter;
      if (!isAsSeen) return null;
      const token = (leases.get(poolFqdn)?.token ?? 0) + 1;
      leases.set(poolFqdn, { holder, token, counter: 0 });
      return token;
    },
    raiseLease: async (poolFqdn, token) => {
      const row = leases.get(poolFqdn);
      if (!row || row.token !== token || row.holder === null) return false;
      row.counter += 1;
      return true;
    },
    releaseLease: async (poolFqdn, token) => {
      const row = leases.get(poolFqdn);
      if (row?.token === token) row.holder = null;
    },
    recordEntry: async ({ stream, kind, person, data }) =>
      void entries.unshift({ stream, kind, person, data, at: clock.now().toISOString() }),
    entries: async (stream, kinds, limit) =>
      entries.filter((e) => e.stream === stream && kinds.includes(e.kind)).slice(0, limit),
    takeIn: async (events) => {
      const said = ({ at: _, ...event }: RunEvent) => canonicalJson(event);
      const isThere = ({ event }: LocalEvent) => {
        const found = keptOrThrow(event.runId).events[event.number - 1];
        if (found && said(found) !== said(event))
          throw new AppError("conflict", `event ${event.number} of run ${event.runId} is another one`);
        return found !== undefined;
      };
      const missing = events.filter((e) => !isThere(e));
      for (const { event, row } of missing) {
        const kept = keptOrThrow(event.runId);
        kept.row = { ...kept.row, ...row };
        kept.chain.push(nextRecord(kept.chain.at(-1) ?? null, canonicalJson(event)));
        kept.events.push(event);
      }
      return { inserted: missing.length, skipped: events.length - missing.length };
    },
  };
}
