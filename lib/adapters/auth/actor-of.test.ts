import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type OpenStore, openStore } from "#lib/adapters/store/open-store.ts";
import { actorOf } from "./actor-of.ts";
import { type Auth, makeAuth } from "./make-auth.ts";
import { seedAccounts } from "./seed-accounts.ts";

const base = "http://127.0.0.1:3000";
const person = { email: "g@contoso.local", name: "Giulia Ferri", password: "lab-Milano-Torino-1", role: "operator" };
let dir: string;
let open: OpenStore;
let auth: Auth;
let dead: "no" | "writes" | "all";
let cookie: string;

/** Statements fail as those of a full disk (writes) or of a lost one (all). */
function dying(prisma: OpenStore["prisma"]): OpenStore["prisma"] {
  const model = (target: object) =>
    new Proxy(target, {
      get: (all, verb, self) => {
        const isRead = typeof verb === "string" && /^(find|count)/.test(verb);
        if (dead === "all" || (dead === "writes" && !isRead)) throw new Error("disk I/O error");
        return Reflect.get(all, verb, self);
      },
    });
  return new Proxy(prisma, {
    get: (all, name, self) => {
      const found: unknown = Reflect.get(all, name, self);
      return typeof found === "object" && found !== null && dead !== "no" ? model(found) : found;
    },
  });
}

beforeEach(async () => {
  // The sign-in library says each failure of the database there.
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  dir = mkdtempSync(join(tmpdir(), "actor-"));
  dead = "no";
  writeFileSync(join(dir, "accounts.json"), JSON.stringify([person]));
  const migrationsDir = join(import.meta.dirname, "../../../prisma/migrations");
  open = await openStore({ poolFqdn: "pchatpool.contoso.local", url: `file:${join(dir, "a.db")}`, migrationsDir });
  auth = makeAuth({
    pools: () => ["pchatpool.contoso.local"],
    prisma: dying(open.prisma),
    secret: "a-secret-of-at-least-32-characters-x",
    baseUrl: base,
  });
  await seedAccounts(auth, join(dir, "accounts.json"));
  const answer = await auth.api.signInEmail({ body: person, asResponse: true });
  cookie = answer.headers
    .getSetCookie()
    .map((c) => c.split(";")[0])
    .join("; ");
});
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  await open.close();
  rmSync(dir, { recursive: true, force: true });
});

const who = () => actorOf(auth, new Headers({ cookie }));

test.each(["writes", "all"] as const)("knows who was signed in while the database refuses %s", async (what) => {
  expect(await who()).toMatchObject({ name: "Giulia Ferri" });
  dead = what;
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_600_000 });
  expect(await who()).toMatchObject({ name: "Giulia Ferri", role: "operator" });
});

test("knows nobody whose session has ended while the database is dead", async () => {
  await who();
  dead = "all";
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 9 * 3_600_000 });
  await expect(who()).rejects.toThrow();
});

test("knows nobody of whom it only has a cookie when the database is dead", async () => {
  dead = "all";
  await expect(who()).rejects.toThrow();
});

test("forgets who signed out, also when the database dies afterwards", async () => {
  await who();
  await open.prisma.session.deleteMany();
  expect(await who()).toBeNull();
  dead = "all";
  await expect(who()).rejects.toThrow();
});
