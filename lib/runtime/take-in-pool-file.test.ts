import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type OpenStore, openStore } from "#lib/adapters/store/open-store.ts";
import { exampleDraft } from "#lib/domain/topology/example-fixture.ts";
import { poolSchema } from "#lib/domain/topology/pool.ts";
import { takeInPoolFile } from "./take-in-pool-file.ts";

let dir: string;
let open: OpenStore;
let warned: string[];
const fqdn = "pchatpool.contoso.local";

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "take-in-"));
  warned = [];
  open = await openStore({
    url: `file:${join(dir, "a.db")}`,
    migrationsDir: join(import.meta.dirname, "../../prisma/migrations"),
  });
});
afterEach(async () => {
  await open.close();
  rmSync(dir, { recursive: true, force: true });
});

/** A start with a pool file that asks for this recovery point. */
async function start(recoveryPointSeconds: number): Promise<void> {
  const path = join(dir, "pool.yaml");
  const pool = { ...exampleDraft(), targets: { recoveryPointSeconds, recoveryTimeSeconds: 1800 } };
  writeFileSync(path, JSON.stringify(pool));
  await takeInPoolFile(path, { topologies: open.topologies, warn: (message) => void warned.push(message) });
}
const inForce = async () =>
  (await open.topologies.versions(fqdn)).map(
    ({ number, source, pool }) => `${number} ${source} ${pool.targets.recoveryPointSeconds}`,
  );

test("takes a pool file in once, and again when it has changed; what was saved in the browser since stays till then", async () => {
  await start(900);
  await start(900);
  expect(await inForce()).toEqual(["1 pool-file 900"]);
  const pool = poolSchema.parse({ ...exampleDraft(), targets: { recoveryPointSeconds: 60, recoveryTimeSeconds: 60 } });
  const people = open.peopleOf(fqdn);
  const console = { person: "console", personId: null };
  const luca = await people.create({ name: "Luca", email: "l@contoso.local", role: "administrator" }, console);
  await open.topologies.save({ pool, base: 1, person: "Luca", personId: luca.id, why: "less loss", source: "browser" });
  await start(900);
  expect((await inForce())[0]).toBe("2 browser 60");
  await start(300);
  expect((await inForce())[0]).toBe("3 pool-file 300");
  expect(warned).toEqual([]);
});

test("leaves a run that has not ended with the topology it began with, and says that the file waits", async () => {
  await start(900);
  const run = { poolFqdn: fqdn, procedure: "drill", planId: "p", reason: "x", startedBy: "Giulia" } as const;
  const about = { planHash: "x", procedure: "drill", reason: "x", person: "Giulia", personId: "g" } as const;
  await open.store.createRun(run, { kind: "run-started", planId: "p", ...about });
  await start(300);
  expect(await inForce()).toEqual(["1 pool-file 900"]);
  expect(warned).toEqual([expect.stringContaining("waits for the next start: run R-0001 has not ended")]);
});
