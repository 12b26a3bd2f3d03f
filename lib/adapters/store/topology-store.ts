import { z } from "zod";
import { AppError } from "#lib/domain/errors.ts";
import { poolStream } from "#lib/domain/stranded/settlement.ts";
import { topologyDifference } from "#lib/domain/topology/difference.ts";
import { type Pool, poolSchema } from "#lib/domain/topology/pool.ts";
import {
  beforeFirstPool,
  type NewVersion,
  poolRemoved,
  type Removal,
  type TopologyStore,
  type TopologyVersion,
  topologyHash,
  topologySaved,
  topologySources,
  topologyText,
} from "#lib/domain/topology/version.ts";
import { insertEntry } from "./entries.ts";
import { setPoolRole } from "./pool-roles.ts";
import { guarded, type StoreContext, type Transaction, transact } from "./transact.ts";

const row = z.object({
  poolFqdn: z.string(),
  number: z.number().int(),
  at: z.string(),
  person: z.string(),
  why: z.string(),
  source: z.enum(topologySources),
  topology: z.string(),
  hash: z.string(),
});

/** Saved topologies in the audit database. */
export function makeTopologyStore(context: StoreContext): TopologyStore {
  const { prisma } = context;
  return {
    newest: () =>
      guarded("topologies", async () => {
        const firsts = await prisma.topologyVersion.findMany({ where: { number: 1 }, orderBy: { at: "asc" } });
        const found = await Promise.all(
          firsts.map(async ({ poolFqdn }) => ((await isOut(prisma, poolFqdn)) ? null : newestOf(prisma, poolFqdn))),
        );
        return found.flatMap((version) => version ?? []);
      }),
    versions: (poolFqdn) =>
      guarded("topologies", async () => {
        const rows = await prisma.topologyVersion.findMany({ where: { poolFqdn }, orderBy: { number: "desc" } });
        return Promise.all(rows.map((each) => wholeVersion(prisma, each)));
      }),
    save: (version) => transact(context, "topology", (tx) => insertVersion(context, tx, version)),
    remove: (removal) => transact(context, "topology", (tx) => insertRemoval(context, tx, removal)),
  };
}

type Reader = Pick<Transaction, "topologyVersion" | "entry">;

/** Whether a pool was taken out and did not come back: the newer of the two entries in its own chain says it. */
async function isOut(reader: Reader, poolFqdn: string): Promise<boolean> {
  const where = { stream: poolStream(poolFqdn), kind: { in: [topologySaved, poolRemoved] } };
  return (await reader.entry.findFirst({ where, orderBy: { number: "desc" } }))?.kind === poolRemoved;
}

async function newestOf(reader: Reader, poolFqdn: string): Promise<TopologyVersion | null> {
  const found = await reader.topologyVersion.findFirst({ where: { poolFqdn }, orderBy: { number: "desc" } });
  return found === null ? null : wholeVersion(reader, found);
}

/** Whoever can write the file could send the console to another server: the text must be the one that the chained entry names. */
async function wholeVersion(reader: Reader, value: unknown): Promise<TopologyVersion> {
  const { poolFqdn, topology, ...version } = row.parse(value);
  const pool: Pool = poolSchema.parse(JSON.parse(topology));
  const body = { contains: `"hash":"${version.hash}"` };
  const named = await reader.entry.findFirst({ where: { stream: poolStream(poolFqdn), kind: topologySaved, body } });
  if (named === null || topologyHash(topology) !== version.hash || pool.fqdn !== poolFqdn)
    throw new AppError(
      "store-failed",
      `version ${version.number} of the topology of ${poolFqdn} is not the one that was saved: the audit database was changed from outside`,
    );
  return { ...version, pool };
}

type Change = Pick<NewVersion, "base" | "personId"> & { readonly poolFqdn: string };

/** What holds for every change: it is of the newest version, no run goes on, and a person is an administrator of that pool. */
async function assertMayChange(tx: Transaction, { poolFqdn, base, personId }: Change): Promise<TopologyVersion | null> {
  const before = await newestOf(tx, poolFqdn);
  if ((before?.number ?? 0) !== base)
    throw new AppError(
      "conflict",
      `version ${before?.number ?? 0} of the topology of ${poolFqdn} was saved meanwhile; look at it and change that one`,
    );
  const active = await tx.run.findUnique({ where: { activeKey: poolFqdn } });
  if (active !== null)
    throw new AppError("conflict", `run ${active.label} has not ended: the topology can be changed when it has`);
  const role = { userId: personId ?? "", poolFqdn, role: "administrator" };
  if (before !== null && personId !== null && (await tx.poolRole.count({ where: role })) === 0)
    throw new AppError("not-allowed", `only an administrator of ${poolFqdn} may do this`);
  return before;
}

async function insertRemoval(context: StoreContext, tx: Transaction, removal: Removal): Promise<void> {
  const { poolFqdn, base, person, personId, why } = removal;
  const before = await assertMayChange(tx, removal);
  if (before === null || (await isOut(tx, poolFqdn)))
    throw new AppError("conflict", `the pool ${poolFqdn} was taken out already`);
  const firsts = await tx.topologyVersion.findMany({ where: { number: 1, poolFqdn: { not: poolFqdn } } });
  const others = await Promise.all(firsts.map((each) => isOut(tx, each.poolFqdn)));
  if (!others.includes(false))
    throw new AppError(
      "refused",
      `${poolFqdn} is the only pool of this console, and nobody could sign in without one: add the other pool first`,
    );
  const data = { pool: poolFqdn, version: base, hash: before.hash, why, personId };
  await insertEntry(context, tx, { stream: "console", kind: poolRemoved, person, data });
  await insertEntry(context, tx, { stream: poolStream(poolFqdn), kind: poolRemoved, person, data });
}

async function insertVersion(context: StoreContext, tx: Transaction, version: NewVersion): Promise<TopologyVersion> {
  const { pool, base, person, personId, why, source } = version;
  const poolFqdn = pool.fqdn;
  const before = await assertMayChange(tx, { poolFqdn, base, personId });
  const changes = topologyDifference(before?.pool ?? null, pool);
  if (changes.length === 0 && !(await isOut(tx, poolFqdn)))
    throw new AppError("refused", "nothing differs from the newest version");
  const { text: topology, hash } = topologyText(pool);
  const stored = { number: base + 1, at: context.now().toISOString(), person, why, source, hash };
  if (before === null) await firstRoles(tx, poolFqdn, personId);
  await tx.topologyVersion.create({ data: { ...stored, poolFqdn, topology } });
  // Of the first version everything is new: its hash says it all.
  const differs = before === null ? [] : [...changes];
  const data = { pool: poolFqdn, version: stored.number, hash, why, source, personId, changes: differs };
  await insertEntry(context, tx, { stream: "console", kind: topologySaved, person, data });
  // The console's old records may be purged; this one is what the version is held against for ever.
  await insertEntry(context, tx, { stream: poolStream(poolFqdn), kind: topologySaved, person, data });
  return { ...stored, pool };
}

/**
 * Of the first pool: whoever had a role before there was one. Of a further pool: who adds it, as administrator; where a pool file
 * did, the administrators of the others.
 */
async function firstRoles(tx: Transaction, poolFqdn: string, personId: string | null): Promise<void> {
  if ((await tx.topologyVersion.count()) === 0) {
    const where = { poolFqdn: beforeFirstPool };
    for (const { userId, role } of await tx.poolRole.findMany({ where })) {
      const known = await tx.poolRole.count({ where: { userId, poolFqdn } });
      if (known === 0) await tx.poolRole.create({ data: { userId, poolFqdn, role } });
    }
    await tx.poolRole.deleteMany({ where });
    return;
  }
  const others = await tx.poolRole.findMany({ where: { role: "administrator" }, distinct: ["userId"] });
  const own = personId === null ? others.map(({ userId }) => userId) : [personId];
  for (const userId of own) await setPoolRole({ poolFqdn }, tx, { userId, role: "administrator" });
}
