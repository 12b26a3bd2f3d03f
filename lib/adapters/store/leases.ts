import type { Lease, RunStore } from "#lib/domain/store-port.ts";
import { guarded, type StoreContext, transact } from "./transact.ts";

type LeaseVerbs = Pick<RunStore, "lease" | "takeLease" | "raiseLease" | "releaseLease">;

/**
 * The lease of a pool. A row given back keeps its token, so that tokens never repeat; `lease` reports it as null, and
 * `takeLease(…, null)` takes it.
 */
export function makeLeases(context: StoreContext): LeaseVerbs {
  const { prisma } = context;
  return {
    lease: (poolFqdn) =>
      guarded("lease", async () => {
        const row = await prisma.lease.findUnique({ where: { poolFqdn } });
        return row?.holder == null ? null : { holder: row.holder, token: row.token, counter: row.counter };
      }),
    takeLease: (poolFqdn, holder, seen) =>
      transact(context, "lease", async (tx) => {
        const row = await tx.lease.findUnique({ where: { poolFqdn } });
        if (!isAsSeen(row, seen)) return null;
        const token = (row?.token ?? 0) + 1;
        const data = { holder, token, counter: 0 };
        await tx.lease.upsert({ where: { poolFqdn }, create: { poolFqdn, ...data }, update: data });
        return token;
      }),
    raiseLease: (poolFqdn, token) =>
      guarded("lease", async () => {
        const where = { poolFqdn, token, holder: { not: null } };
        const raised = await prisma.lease.updateMany({ where, data: { counter: { increment: 1 } } });
        return raised.count === 1;
      }),
    releaseLease: (poolFqdn, token) =>
      guarded("lease", async () => {
        await prisma.lease.updateMany({ where: { poolFqdn, token }, data: { holder: null } });
      }),
  };
}

function isAsSeen(row: { holder: string | null; token: number; counter: number } | null, seen: Lease | null): boolean {
  if (seen === null) return row === null || row.holder === null;
  return row?.holder === seen.holder && row.token === seen.token && row.counter === seen.counter;
}
