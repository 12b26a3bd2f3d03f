import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { RunStore } from "#lib/domain/store-port.ts";
import { recordEntry } from "./entries.ts";
import { makeLeases } from "./leases.ts";
import { parseEntry, parseEvent, parsePlan, parseRun } from "./rows.ts";
import { appendEvent, createRun } from "./runs.ts";
import { guarded, type StoreContext } from "./transact.ts";

/** Plans, runs, journal and leases in the audit database. Listeners hear an event after its commit. */
export function makeRunStore(context: StoreContext): RunStore {
  const { prisma } = context;
  const listeners = new Set<(event: RunEvent) => void>();
  const publish = (event: RunEvent) => {
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (e) {
        context.warn(`a listener failed on event ${event.number} of run ${event.runId}`, e);
      }
    }
  };
  return {
    ...makeLeases(context),
    savePlan: (plan) =>
      guarded(`plan ${plan.id}`, async () => {
        await prisma.plan.create({ data: { ...plan, view: JSON.stringify(plan.view) } });
      }),
    plan: (id) =>
      guarded(`plan ${id}`, async () => {
        const row = await prisma.plan.findUnique({ where: { id } });
        return row === null ? null : parsePlan(row);
      }),
    createRun: async (run, first) => {
      const { row, event } = await createRun(context, run, first);
      if (event !== null) publish(event);
      return row;
    },
    append: async (runId, token, body, row) => {
      const event = await appendEvent(context, { runId, token, body, row });
      publish(event);
      return event;
    },
    events: (runId, afterNumber = 0) =>
      guarded(`journal of run ${runId}`, async () => {
        const where = { runId, number: { gt: afterNumber } };
        const rows = await prisma.runEvent.findMany({ where, orderBy: { number: "asc" } });
        return rows.map(parseEvent);
      }),
    eventsOfKinds: (runIds, kinds) =>
      guarded("events of some kinds", async () => {
        const where = { runId: { in: [...runIds] }, kind: { in: [...kinds] } };
        const rows = await prisma.runEvent.findMany({ where, orderBy: { number: "asc" } });
        return rows.map(parseEvent);
      }),
    run: (id) =>
      guarded(`run ${id}`, async () => {
        const row = await prisma.run.findUnique({ where: { id } });
        return row === null ? null : parseRun(row);
      }),
    runs: (poolFqdn, limit) =>
      guarded("runs", async () => {
        const rows = await prisma.run.findMany({ where: { poolFqdn }, orderBy: { number: "desc" }, take: limit });
        return rows.map(parseRun);
      }),
    activeRun: (poolFqdn) =>
      guarded("active run", async () => {
        const row = await prisma.run.findUnique({ where: { activeKey: poolFqdn } });
        return row === null ? null : parseRun(row);
      }),
    onAppend: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    recordEntry: (entry) => recordEntry(context, entry),
    entries: (stream, kinds, limit) =>
      guarded(`entries of ${stream}`, async () => {
        const where = { stream, kind: { in: [...kinds] } };
        const rows = await prisma.entry.findMany({ where, orderBy: { number: "desc" }, take: limit });
        return rows.map(parseEntry);
      }),
  };
}
