import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate } from "./migrate.ts";
import { type OpenStore, openStore } from "./open-store.ts";

const migrationsDir = join(import.meta.dirname, "../../../prisma/migrations");
const [here, there] = ["a.contoso.local", "b.contoso.local"];
let dir: string;
const opened: OpenStore[] = [];
const openAs = async (poolFqdn: string) => {
  const open = await openStore({ poolFqdn, url: `file:${join(dir, "a.db")}`, migrationsDir });
  opened.push(open);
  return open.people;
};

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "roles-"));
});
afterEach(async () => {
  for (const open of opened.splice(0)) await open.close();
  rmSync(dir, { recursive: true, force: true });
});

const refusal = (doing: Promise<unknown>) =>
  doing.then(
    () => "went through",
    (e: unknown) => (e as { code: string }).code,
  );

test("a role is of one pool: in another the same person is nothing, until its administrator says so", async () => {
  const [a, b] = [await openAs(here), await openAs(there)];
  const console = { person: "console", personId: null };
  const anna = await a.create({ name: "Anna", email: "anna@contoso.local", role: "administrator" }, console);
  const luca = await b.create({ name: "Luca", email: "luca@contoso.local", role: "administrator" }, console);
  const [asAnna, asLuca] = [anna, luca].map(({ id, name }) => ({ person: name, personId: id }));
  expect([(await a.person(anna.id))?.role, (await b.person(anna.id))?.role]).toEqual(["administrator", null]);
  await b.change(anna.id, { role: "viewer" }, asLuca ?? console);
  expect([(await a.person(anna.id))?.role, (await b.person(anna.id))?.role]).toEqual(["administrator", "viewer"]);
  // Her password, her sessions and her sign-in count in the other pool too, where Luca is nothing.
  const tries = [
    b.makeLink(anna.id, asLuca ?? console),
    b.revoke(anna.id, null, asLuca ?? console),
    b.change(anna.id, { disabled: true }, asLuca ?? console),
  ];
  expect(await Promise.all(tries.map(refusal))).toEqual(["refused", "refused", "refused"]);
  expect(await refusal(b.revoke(anna.id, null, asAnna ?? console))).toBe("went through");
  await b.change(anna.id, { role: null }, asLuca ?? console);
  expect((await b.person(anna.id))?.role).toBeNull();
  await a.change(luca.id, { role: "administrator" }, asAnna ?? console);
  expect(await refusal(a.makeLink(anna.id, asLuca ?? console))).toBe("went through");
  // The last administrator of each pool counts for itself.
  await a.change(luca.id, { role: null }, asAnna ?? console);
  expect(await refusal(a.change(anna.id, { role: null }, asAnna ?? console))).toBe("refused");
});

test("who had a role when roles were of the console has it in every pool that the database knew", () => {
  const before = join(dir, "before");
  mkdirSync(before);
  for (const name of ["0001_start", "0002_people"])
    cpSync(join(migrationsDir, name), join(before, name), { recursive: true });
  const database = new Database(join(dir, "old.db"));
  try {
    migrate(database, before);
    const now = "2026-11-21T03:00:00.000Z";
    database.exec(
      `INSERT INTO "User" ("id","name","email","role","updatedAt") VALUES ('1','Anna','a@b.it','manager','${now}')`,
    );
    database.exec(`INSERT INTO "Lease" ("poolFqdn","token","counter") VALUES ('${here}',1,1)`);
    database.exec(
      `INSERT INTO "Watermark" ("poolFqdn","instance","takenAt","rooms") VALUES ('${here}','i','${now}','{}')`,
    );
    expect(migrate(database, migrationsDir)).toContain("0006_pool_roles");
    expect(database.prepare('SELECT * FROM "PoolRole"').all()).toEqual([
      { userId: "1", poolFqdn: here, role: "manager" },
    ]);
  } finally {
    database.close();
  }
});
