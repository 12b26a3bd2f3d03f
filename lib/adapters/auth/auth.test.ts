import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type OpenStore, openStore } from "#lib/adapters/store/open-store.ts";
import { actorOf } from "./actor-of.ts";
import { answerAuth, authPaths } from "./answer-auth.ts";
import { type Auth, makeAuth } from "./make-auth.ts";
import { seedAccounts } from "./seed-accounts.ts";

const base = "http://127.0.0.1:3000";
const person = {
  email: "giulia.ferri@contoso.local",
  name: "Giulia Ferri",
  password: "lab-Milano-Torino-1",
  role: "operator",
};
let dir: string;
let open: OpenStore;
let auth: Auth;
let signedIn: string[];
/** Null: it cannot be recorded. */
let factors: string[] | null;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "auth-"));
  writeFileSync(join(dir, "accounts.json"), JSON.stringify([person]));
  open = await openStore({
    poolFqdn: "pchatpool.contoso.local",
    url: `file:${join(dir, "a.db")}`,
    migrationsDir: join(import.meta.dirname, "../../../prisma/migrations"),
  });
  signedIn = [];
  factors = [];
  auth = makeAuth({
    pools: () => ["pchatpool.contoso.local"],
    prisma: open.prisma,
    secret: "a-secret-of-at-least-32-characters-x",
    baseUrl: base,
    onSignIn: async (userId) => void signedIn.push(userId),
    onSecondFactor: async ({ name }, isOn) => {
      if (factors === null) throw new Error("the audit database is dead");
      factors.push(`${name} ${isOn}`);
    },
  });
});
afterEach(async () => {
  await open.close();
  rmSync(dir, { recursive: true, force: true });
});

const post = (path: string, body: object, origin = base, cookie = "x=1") =>
  answerAuth(
    auth,
    new Request(`${base}/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin, cookie },
      body: JSON.stringify(body),
    }),
  );

test("seeds each account once and signs it in with its role", async () => {
  const { email, name, role } = person;
  expect(await seedAccounts(auth, join(dir, "accounts.json"))).toEqual([{ email, name, role }]);
  expect(await seedAccounts(auth, join(dir, "accounts.json"))).toEqual([]);
  const answer = await post("/sign-in/email", { email: person.email, password: person.password });
  expect(answer.status).toBe(200);
  const cookie = answer.headers
    .getSetCookie()
    .map((c) => c.split(";")[0])
    .join("; ");
  const actor = await actorOf(auth, new Headers({ cookie }));
  expect(actor).toMatchObject({ id: signedIn[0], name: "Giulia Ferri", role: "operator" });
});

test("knows nobody without a cookie", async () => {
  expect(await actorOf(auth, new Headers())).toBeNull();
});

test("refuses a wrong password, a foreign origin and every sign-up", async () => {
  await seedAccounts(auth, join(dir, "accounts.json"));
  expect((await post("/sign-in/email", { email: person.email, password: "wrong-wrong-wrong" })).status).toBe(401);
  const { email, password } = person;
  expect((await post("/sign-in/email", { email, password }, "http://evil.example")).status).toBe(403);
  expect((await post("/sign-up/email", { email: "x@y.zz", password, name: "x", role: "administrator" })).status).toBe(
    404,
  );
  expect(await open.prisma.user.count()).toBe(1);
});

test("stops who tries passwords before any is hashed, and lets the person in from a browser that is known", async () => {
  await seedAccounts(auth, join(dir, "accounts.json"));
  const { email, password } = person;
  const first = await post("/sign-in/email", { email, password });
  const cookie = first.headers
    .getSetCookie()
    .map((c) => c.split(";")[0])
    .join("; ");
  expect(cookie).toMatch(/known-device-\w{12}=/);
  const hash = vi.spyOn((await auth.$context).password, "verify");
  const statuses: number[] = [];
  for (let n = 0; n < 40; n += 1)
    statuses.push((await post("/sign-in/email", { email, password: "wrong-wrong-wrong" })).status);
  expect(statuses.at(-1)).toBe(429);
  expect(hash.mock.calls.length).toBe(statuses.filter((status) => status === 401).length);
  expect(hash.mock.calls.length).toBeLessThan(15);
  expect((await post("/sign-in/email", { email, password })).status).toBe(429);
  expect((await post("/sign-in/email", { email, password }, base, cookie)).status).toBe(200);
});

test("ends a session two hours after its last use, twelve after its begin, and at once when the person is disabled", async () => {
  await seedAccounts(auth, join(dir, "accounts.json"));
  const { email, password } = person;
  const signIn = async () => (await post("/sign-in/email", { email, password })).headers.getSetCookie().join("; ");
  let cookie = await signIn();
  const who = () => actorOf(auth, new Headers({ cookie }));
  const start = Date.now();
  const at = (hours: number) => vi.setSystemTime(start + hours * 3_600_000);
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    for (let hours = 1.5; hours < 12; hours += 1.5) {
      at(hours);
      expect(await who(), `used after ${hours} hours`).not.toBeNull();
    }
    await open.prisma.session.updateMany({ data: { updatedAt: new Date(start + 11.9 * 3_600_000) } });
    at(12.1);
    expect(await who()).toBeNull();
    at(0);
    cookie = await signIn();
    await open.prisma.session.updateMany({ data: { updatedAt: new Date(start - 2.1 * 3_600_000) } });
    expect(await who()).toBeNull();
    await open.prisma.session.updateMany({ data: { updatedAt: new Date(start) } });
    expect(await who()).not.toBeNull();
    await open.prisma.user.updateMany({ data: { disabled: true } });
    expect(await who()).toBeNull();
    expect((await post("/sign-in/email", { email, password })).status).toBe(401);
  } finally {
    vi.useRealTimers();
  }
});

test("names the place in a wrong accounts file, never its values", async () => {
  writeFileSync(join(dir, "accounts.json"), JSON.stringify([{ ...person, password: "short-hush" }]));
  const failure = await seedAccounts(auth, join(dir, "accounts.json")).catch((e: Error) => e.message);
  expect(failure).toContain("0.password");
  expect(failure).not.toContain("hush");
});

test("answers none of the sign-in library's other addresses, above all no change of name, role, e-mail or password", async () => {
  const all = Object.values(auth.api).flatMap(({ path, options }) =>
    [options.method].flat().map((method) => ({ name: `${method} ${path}`, path, method: String(method) })),
  );
  const known = all.filter(({ name }) => authPaths.includes(name));
  expect(known).toHaveLength(authPaths.length);
  const others = all.filter(({ name }) => !authPaths.includes(name));
  expect(others.map(({ path }) => path)).toEqual(expect.arrayContaining(["/update-user", "/change-password"]));
  for (const { path, method } of others) {
    const request = new Request(`${base}/api/auth${path}`, { method, headers: { origin: base } });
    expect((await answerAuth(auth, request)).status, path).toBe(404);
  }
});

test("lets nobody in who has a role in another pool only, with a session that he had before either", async () => {
  await seedAccounts(auth, join(dir, "accounts.json"));
  const { email, password } = person;
  const cookie = (await post("/sign-in/email", { email, password })).headers.getSetCookie().join("; ");
  const headers = new Headers({ cookie });
  expect(await actorOf(auth, headers)).not.toBeNull();
  await open.prisma.poolRole.updateMany({ data: { poolFqdn: "another.contoso.local" } });
  expect(await actorOf(auth, headers)).toBeNull();
  const answer = await post("/sign-in/email", { email, password });
  expect([answer.status, await answer.json()]).toMatchObject([403, { code: "NO_ROLE" }]);
  expect(await open.prisma.session.count()).toBe(1);
});

/** The key of an otpauth address, as the sign-in library keeps it. */
function keyOf(address: string): string {
  const letters = [...(new URL(address).searchParams.get("secret") ?? "")];
  const bits = letters.map((l) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(l).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))).toString();
}

test("a person's own second factor is recorded before it is switched, a code makes one session, and what cannot be recorded is not done", async () => {
  await seedAccounts(auth, join(dir, "accounts.json"));
  const { email, password } = person;
  let cookie = "x=1";
  const ask = async (path: string, body: object) => {
    const answer = await post(path, body, base, cookie);
    const fresh = answer.headers.getSetCookie().map((c) => c.split(";")[0]);
    if (fresh.length > 0) cookie = fresh.join("; ");
    return { status: answer.status, body: (await answer.json().catch(() => ({}))) as Record<string, string> };
  };
  const errors = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const isOn = async () => (await open.prisma.user.findFirstOrThrow()).twoFactorEnabled;
  await ask("/sign-in/email", { email, password });
  const { totpURI = "" } = (await ask("/two-factor/enable", { password })).body;
  const { code } = await auth.api.generateTOTP({ body: { secret: keyOf(totpURI) } });
  factors = null;
  expect((await ask("/two-factor/verify-totp", { code })).status).toBe(500);
  expect(await isOn()).toBe(false);
  factors = [];
  errors.mockRestore();
  expect((await ask("/two-factor/verify-totp", { code })).status).toBe(200);
  expect([factors, await isOn()]).toEqual([["Giulia Ferri true"], true]);
  const inside = cookie;
  cookie = "x=1";
  expect((await ask("/sign-in/email", { email, password })).body).toMatchObject({ twoFactorRedirect: true });
  expect((await ask("/two-factor/verify-totp", { code })).status).toBe(401);
  expect(await actorOf(auth, new Headers({ cookie }))).toBeNull();
  cookie = inside;
  expect((await ask("/two-factor/disable", { password })).status).toBe(200);
  expect([factors, await isOn()]).toEqual([["Giulia Ferri true", "Giulia Ferri false"], false]);
});
