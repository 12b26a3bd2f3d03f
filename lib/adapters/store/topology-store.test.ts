import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { exampleDraft } from "#lib/domain/topology/example-fixture.ts";
import { poolSchema } from "#lib/domain/topology/pool.ts";
import { beforeFirstPool } from "#lib/domain/topology/version.ts";
import { type OpenStore, openStore } from "./open-store.ts";

let dir: string;
let open: OpenStore;
const by = { person: "Luca Marino", personId: "luca", why: "new server", source: "browser" } as const;
const pool = poolSchema.parse(exampleDraft());
const moved = { ...pool, targets: { ...pool.targets, recoveryPointSeconds: 600 } };

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "topology-"));
  open = await openStore({
    poolFqdn: beforeFirstPool,
    url: `file:${join(dir, "a.db")}`,
    migrationsDir: join(import.meta.dirname, "../../../prisma/migrations"),
  });
});
afterEach(async () => {
  await open.close();
  rmSync(dir, { recursive: true, force: true });
});

const refusal = (doing: Promise<unknown>) =>
  doing.then(
    () => "went through",
    (e: unknown) => `${(e as { code: string }).code}: ${(e as Error).message}`,
  );

function onFile(text: string): void {
  const database = new Database(join(dir, "a.db"));
  database.exec(text);
  database.close();
}

test("keeps each version with who, when and why, and says in the console's chain what differs", async () => {
  await open.topologies.save({ ...by, pool, base: 0 });
  await open.topologies.save({ ...by, personId: null, pool: moved, base: 1, why: "we want less loss" });
  const versions = await open.topologies.versions(pool.fqdn);
  expect(versions).toMatchObject([
    { number: 2, person: "Luca Marino", why: "we want less loss", pool: moved },
    { number: 1, pool },
  ]);
  expect(await open.topologies.newest()).toEqual([versions[0]]);
  const [entry] = await open.store.entries("console", ["topology-saved"], 5);
  expect(entry?.data).toMatchObject({
    pool: pool.fqdn,
    version: 2,
    hash: versions[0]?.hash,
    changes: [{ path: "targets.recoveryPointSeconds", before: "900", after: "600" }],
  });
});

test("refuses a version of something older, one without a difference, and any while a run has not ended", async () => {
  await open.topologies.save({ ...by, pool, base: 0 });
  expect(await refusal(open.topologies.save({ ...by, pool: moved, base: 0 }))).toMatch(/^conflict: version 1/);
  expect(await refusal(open.topologies.save({ ...by, personId: null, pool, base: 1 }))).toMatch(
    /^refused: nothing differs/,
  );
  const run = { poolFqdn: pool.fqdn, procedure: "drill", planId: "p", reason: "x", startedBy: "Giulia" } as const;
  const about = { planHash: "x", procedure: "drill", reason: "x", person: "Giulia", personId: "g" } as const;
  await open.store.createRun(run, { kind: "run-started", planId: "p", ...about });
  expect(await refusal(open.topologies.save({ ...by, pool: moved, base: 1 }))).toMatch(/^conflict: run R-0001/);
});

test("the first pool takes over the roles of a console that had none; whoever adds another is its only person", async () => {
  const console = { person: "console", personId: null };
  const luca = await open.people.create({ name: "Luca", email: "l@contoso.local", role: "administrator" }, console);
  const giulia = await open.people.create({ name: "Giulia", email: "g@contoso.local", role: "operator" }, console);
  await open.topologies.save({ ...by, personId: luca.id, pool, base: 0 });
  const first = open.peopleOf(pool.fqdn);
  expect([(await first.person(luca.id))?.role, (await first.person(giulia.id))?.role]).toEqual([
    "administrator",
    "operator",
  ]);
  const other = { ...pool, fqdn: "second.contoso.local" };
  await open.topologies.save({ ...by, personId: luca.id, pool: other, base: 0 });
  const second = open.peopleOf(other.fqdn);
  expect([(await second.person(luca.id))?.role, (await second.person(giulia.id))?.role]).toEqual([
    "administrator",
    null,
  ]);
  expect((await open.topologies.newest()).map((each) => each.pool.fqdn)).toEqual([pool.fqdn, other.fqdn]);
});

test("nobody changes a version, and one that was changed past the triggers is not used", async () => {
  await open.topologies.save({ ...by, pool, base: 0 });
  const change = `UPDATE "TopologyVersion" SET topology = replace(topology, '"port":1433', '"port":1434')`;
  expect(() => onFile(change)).toThrow("TopologyVersion is append-only");
  onFile(`DROP TRIGGER "TopologyVersion_no_update"; ${change};`);
  expect(await refusal(open.topologies.newest())).toMatch(/^store-failed: version 1 .* changed from outside/);
});

/** Two pools of which Luca is the administrator, and Giulia of the second. */
async function twoPools() {
  const console = { person: "console", personId: null };
  const luca = await open.people.create({ name: "Luca", email: "l@contoso.local", role: "administrator" }, console);
  const second = { ...pool, fqdn: "second.contoso.local" };
  for (const each of [pool, second]) await open.topologies.save({ ...by, personId: luca.id, pool: each, base: 0 });
  const newcomer = { name: "Giulia", email: "g@contoso.local", role: "administrator" } as const;
  const giulia = await open.peopleOf(second.fqdn).create(newcomer, console);
  const removal = { poolFqdn: pool.fqdn, base: 1, person: "Luca", personId: luca.id, why: "sold" };
  const shown = async () => (await open.topologies.newest()).map((each) => each.pool.fqdn);
  return { luca, giulia, second, removal, shown };
}

test("a pool is taken out on record, its versions and roles stay, and its administrator brings it back", async () => {
  const { luca, giulia, second, removal, shown } = await twoPools();
  await open.topologies.remove(removal);
  expect(await shown()).toEqual([second.fqdn]);
  for (const stream of ["console", `pool:${pool.fqdn}`]) {
    const [entry] = await open.store.entries(stream, ["pool-removed"], 5);
    expect(entry).toMatchObject({ person: "Luca", data: { pool: pool.fqdn, version: 1, why: "sold" } });
  }
  expect(await open.topologies.versions(pool.fqdn)).toHaveLength(1);
  expect((await open.peopleOf(pool.fqdn).person(luca.id))?.role).toBe("administrator");
  expect(await refusal(open.topologies.remove(removal))).toMatch(/^conflict: the pool .* was taken out already/);
  const back = { ...by, pool, base: 1, why: "bought again" };
  expect(await refusal(open.topologies.save({ ...back, personId: giulia.id }))).toMatch(/^not-allowed: only an adm/);
  expect(await open.topologies.save({ ...back, personId: luca.id })).toMatchObject({ number: 2 });
  expect(await shown()).toEqual([pool.fqdn, second.fqdn]);
});

test("refuses to take out the last pool, one with an open run, one that was changed meanwhile, and what is not the asker's", async () => {
  const { giulia, second, removal } = await twoPools();
  const asked = (change: Partial<typeof removal>) => refusal(open.topologies.remove({ ...removal, ...change }));
  expect(await asked({ personId: giulia.id })).toMatch(/^not-allowed: only an administrator of pchatpool/);
  expect(await asked({ base: 0 })).toMatch(/^conflict: version 1 of the topology/);
  const run = { poolFqdn: pool.fqdn, procedure: "drill", planId: "p", reason: "x", startedBy: "Giulia" } as const;
  const about = { planHash: "x", procedure: "drill", reason: "x", person: "Giulia", personId: "g" } as const;
  await open.store.createRun(run, { kind: "run-started", planId: "p", ...about });
  expect(await asked({})).toMatch(/^conflict: run R-0001 has not ended/);
  expect(await asked({ poolFqdn: second.fqdn })).toBe("went through");
  expect((await open.topologies.newest()).map((each) => each.pool.fqdn)).toEqual([pool.fqdn]);
});

test("the last pool stays: nobody could sign in to a console without one", async () => {
  const { second, removal } = await twoPools();
  await open.topologies.remove(removal);
  expect(await refusal(open.topologies.remove({ ...removal, poolFqdn: second.fqdn }))).toMatch(/^refused: .*only pool/);
});
