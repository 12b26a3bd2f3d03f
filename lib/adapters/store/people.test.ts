import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type OpenStore, openStore } from "./open-store.ts";

const luca = { person: "Luca Marino", personId: "luca" };
let dir: string;
let open: OpenStore;
let now: Date;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "people-"));
  now = new Date("2026-11-21T03:00:00Z");
  const migrationsDir = join(import.meta.dirname, "../../../prisma/migrations");
  open = await openStore({
    poolFqdn: "pchatpool.contoso.local",
    url: `file:${join(dir, "a.db")}`,
    migrationsDir,
    now: () => now,
  });
});
afterEach(async () => {
  await open.close();
  rmSync(dir, { recursive: true, force: true });
});

const kinds = [
  "person-created",
  "person-changed",
  "sessions-revoked",
  "link-made",
  "password-set",
  "first-administrator-made",
];
const entries = async () => open.store.entries("console", kinds, 20);
const make = (role: "operator" | "administrator", email = "G@Contoso.local ") =>
  open.people.create({ name: " Giulia Ferri ", email, role }, luca);
const session = (userId: string, id: string) =>
  open.prisma.session.create({ data: { id, userId, token: id, expiresAt: new Date("2026-11-22T03:00:00Z") } });
const refusal = (doing: Promise<unknown>) =>
  doing.then(
    () => "went through",
    (e: unknown) => (e as { code: string }).code,
  );

test("writes every act on a person with before and after, by whom, in an unbroken chain", async () => {
  const { id } = await make("operator");
  await open.people.change(id, { role: "manager" }, luca);
  await session(id, "s1");
  await open.people.change(id, { disabled: true }, luca);
  expect(await open.people.person(id)).toMatchObject({ email: "g@contoso.local", disabled: true, seenAt: null });
  expect((await entries()).map((e) => ({ kind: e.kind, who: e.person, ...e.data }))).toMatchObject([
    { kind: "person-changed", who: "Luca Marino", before: { disabled: false }, after: { disabled: true } },
    { kind: "person-changed", before: { role: "operator" }, after: { role: "manager" }, byId: "luca" },
    { kind: "person-created", before: null, after: { name: "Giulia Ferri", role: "operator" } },
  ]);
  expect((await open.verify("console")).kind).toBe("whole");
});

test("refuses an address that is taken, somebody unknown, and to take the key from the last administrator", async () => {
  const { id } = await make("administrator");
  expect(await refusal(make("operator", "g@contoso.LOCAL"))).toBe("conflict");
  expect(await refusal(open.people.change("nobody", { role: "viewer" }, luca))).toBe("not-found");
  expect(await refusal(open.people.change(id, { role: "operator" }, luca))).toBe("refused");
  expect(await refusal(open.people.change(id, { disabled: true }, luca))).toBe("refused");
  const second = await make("administrator", "second@contoso.local");
  expect(await refusal(open.people.change(id, { role: "operator" }, luca))).toBe("went through");
  expect(await refusal(open.people.change(second.id, { disabled: true }, luca))).toBe("refused");
});

test("ends one session or all, of that person only", async () => {
  const [{ id }, other] = [await make("operator"), await make("operator", "b@contoso.local")];
  for (const name of ["s1", "s2", "s3"]) await session(id, name);
  await session(other.id, "s4");
  await open.people.revoke(id, "s4", luca);
  await open.people.revoke(id, "s1", luca);
  expect((await open.people.sessions(id)).map((s) => s.id).sort()).toEqual(["s2", "s3"]);
  await open.people.revoke(id, null, luca);
  expect([await open.people.sessions(id), (await open.people.sessions(other.id)).length]).toEqual([[], 1]);
  expect((await entries()).filter((e) => e.kind === "sessions-revoked")).toHaveLength(2);
});

test("a link sets the password once, ends sessions and second factor, and is kept as a hash only", async () => {
  const { id } = await make("operator");
  await session(id, "s1");
  await open.prisma.twoFactor.create({ data: { id: "f", userId: id, secret: "x", backupCodes: "y" } });
  await open.prisma.user.update({ where: { id }, data: { twoFactorEnabled: true } });
  const { token: older } = await open.people.makeLink(id, luca);
  const { token } = await open.people.makeLink(id, luca);
  expect(JSON.stringify(await open.prisma.oneTimeLink.findMany())).not.toContain(token);
  expect(JSON.stringify(await open.prisma.entry.findMany())).not.toContain(token);
  expect([await open.people.link(older), (await open.people.link(token))?.kind]).toEqual([null, "password"]);
  const spend = () => open.people.spendLink(token, { passwordHash: "h", first: null });
  expect(await spend()).toMatchObject({ id });
  expect(await refusal(spend())).toBe("conflict");
  expect(await open.people.person(id)).toMatchObject({ hasSecondFactor: false, seenAt: null });
  expect(await open.prisma.account.findMany()).toMatchObject([{ userId: id, password: "h" }]);
  expect((await entries())[0]).toMatchObject({ kind: "password-set", person: "Giulia Ferri" });
});

test("a link ends with its time, and with the person", async () => {
  const { id } = await make("operator");
  const { token } = await open.people.makeLink(id, luca);
  now = new Date("2026-11-22T02:59:00Z");
  expect(await open.people.link(token)).not.toBeNull();
  await open.people.change(id, { disabled: true }, luca);
  expect(await open.people.link(token)).toBeNull();
  await open.people.change(id, { disabled: false }, luca);
  now = new Date("2026-11-22T03:00:00Z");
  expect(await open.people.link(token)).toBeNull();
});

test("the first administrator's link makes exactly one, and none once there is one", async () => {
  const { token } = await open.people.makeLink(null, { person: "console", personId: null });
  const first = { name: "Luca Marino", email: "luca@contoso.local" };
  const spend = () => open.people.spendLink(token, { passwordHash: "h", first });
  const outcomes = await Promise.all([refusal(spend()), refusal(spend())]);
  expect(outcomes.sort()).toEqual(["conflict", "went through"]);
  expect(await open.people.list()).toMatchObject([{ name: "Luca Marino", role: "administrator" }]);
  const again = await open.people.makeLink(null, { person: "console", personId: null });
  expect(await open.people.link(again.token)).toBeNull();
});
