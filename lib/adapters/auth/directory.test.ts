import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type OpenStore, openStore } from "#lib/adapters/store/open-store.ts";
import type { Role } from "#lib/domain/actor.ts";
import { actorOf } from "./actor-of.ts";
import { answerAuth } from "./answer-auth.ts";
import { startDirectory, type TestDirectory, walkThrough } from "./directory-fixture.ts";
import { type Auth, makeAuth } from "./make-auth.ts";
import { seedAccounts } from "./seed-accounts.ts";

const base = "http://127.0.0.1:3000";
const redirectUri = `${base}/api/auth/callback/oidc`;
const roles: readonly { readonly group: string; readonly role: Role }[] = [
  { group: "CN=Chat Admins,DC=contoso", role: "administrator" },
  { group: "chat-operators", role: "operator" },
];
const groups: Record<string, string[]> = {
  anna: ["everybody", "chat-operators", "CN=Chat Admins,DC=contoso"],
  olga: ["chat-operators"],
  paul: ["everybody"],
};
let dir: string;
let open: OpenStore;
let provider: TestDirectory;
let auth: Auth;

beforeEach(async () => {
  vi.spyOn(console, "warn").mockImplementation(() => undefined); // the provider says that it is a test
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  vi.spyOn(console, "info").mockImplementation(() => undefined);
  dir = mkdtempSync(join(tmpdir(), "oidc-"));
  const migrationsDir = join(import.meta.dirname, "../../../prisma/migrations");
  open = await openStore({ poolFqdn: "pchatpool.contoso.local", url: `file:${join(dir, "a.db")}`, migrationsDir });
  provider = await startDirectory({ redirectUri, groups });
  auth = withProvider(provider.issuer);
});
afterEach(async () => {
  await provider.close();
  await open.close();
  rmSync(dir, { recursive: true, force: true });
  vi.restoreAllMocks();
});

function withProvider(issuer: string): Auth {
  return makeAuth({
    pools: () => ["pchatpool.contoso.local"],
    prisma: open.prisma,
    secret: "a-secret-of-at-least-32-characters-x",
    baseUrl: base,
    directory: {
      issuer,
      name: "Contoso",
      clientId: "console",
      clientSecret: "client-secret",
      scopes: ["openid", "profile", "email", "groups"],
      groupsClaim: "groups",
      roles,
    },
    onDirectoryRole: async (id, role) => {
      await open.people.change(id, { role }, { person: "directory", personId: null });
    },
  });
}

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");

async function begin() {
  const answer = await answerAuth(
    auth,
    new Request(`${base}/api/auth/sign-in/social`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: base },
      body: JSON.stringify({ provider: "oidc", callbackURL: "/", errorCallbackURL: "/sign-in" }),
    }),
  );
  const { url } = (await answer.json()) as { url?: string };
  return { status: answer.status, url: url ?? "", cookie: cookiesOf(answer) };
}

/** The whole way: to the provider, through its pages, and back. */
async function signIn(login: string) {
  const { url, cookie } = await begin();
  const back = await walkThrough(url, login);
  expect(back.startsWith(redirectUri)).toBe(true);
  const answer = await answerAuth(auth, new Request(back, { headers: { cookie } }));
  return { to: answer.headers.get("location"), cookie: cookiesOf(answer), back, stateCookie: cookie };
}

test("signs in by authorization code with PKCE and nonce; the first of our groups decides the role, and it is written", async () => {
  const { url } = await begin();
  const asked = new URL(url).searchParams;
  expect(asked.get("response_type")).toBe("code");
  expect(asked.get("code_challenge_method")).toBe("S256");
  expect([asked.has("code_challenge"), asked.has("state"), asked.has("nonce")]).toEqual([true, true, true]);
  const { to, cookie } = await signIn("anna");
  expect(to).toBe("/");
  const actor = await actorOf(auth, new Headers({ cookie }));
  expect(actor).toMatchObject({ name: "anna of the directory", role: "administrator" });
  const [entry] = await open.store.entries("console", ["person-changed"], 1);
  expect(entry).toMatchObject({
    person: "directory",
    data: { before: { role: null }, after: { role: "administrator" } },
  });
  const [account] = await open.prisma.account.findMany();
  expect([account?.accessToken, account?.refreshToken, account?.idToken]).toEqual([null, null, null]);
});

test("takes the role anew at each sign-in, and lets nobody in whose groups give none", async () => {
  expect(await actorOf(auth, new Headers({ cookie: (await signIn("olga")).cookie }))).toMatchObject({
    role: "operator",
  });
  groups.olga = ["CN=Chat Admins,DC=contoso"];
  const again = await signIn("olga");
  expect(await actorOf(auth, new Headers({ cookie: again.cookie }))).toMatchObject({ role: "administrator" });
  groups.olga = ["everybody"];
  expect(await signIn("olga")).toMatchObject({ to: "/sign-in?problem=no-role" });
  groups.olga = ["chat-operators"];
  const paul = await signIn("paul");
  expect(paul.to).toBe("/sign-in?problem=no-role");
  expect(paul.cookie).not.toMatch(/session_token=./);
  expect(await open.prisma.user.count()).toBe(1);
});

test("refuses a disabled person, a code used twice, a stranger's state, and an address that belongs to somebody here", async () => {
  const first = await signIn("olga");
  const replay = await answerAuth(auth, new Request(first.back, { headers: { cookie: first.stateCookie } }));
  expect(replay.headers.get("location")).toMatch(/^\/sign-in\?problem=/);
  const { url } = await begin();
  const stolen = await answerAuth(auth, new Request(await walkThrough(url, "anna"), { headers: { cookie: "x=1" } }));
  expect(stolen.headers.get("location")).toMatch(/^\/sign-in\?problem=/);
  await open.prisma.user.updateMany({ data: { disabled: true } });
  expect((await signIn("olga")).to).toMatch(/^\/sign-in\?problem=/);
  const local = { email: "anna@contoso.local", name: "Anna", password: "lab-Milano-Torino-1", role: "manager" };
  writeFileSync(join(dir, "accounts.json"), JSON.stringify([local]));
  await seedAccounts(auth, join(dir, "accounts.json"));
  expect((await signIn("anna")).to).toMatch(/^\/sign-in\?problem=/);
  expect(await open.prisma.session.count({ where: { user: { email: local.email } } })).toBe(0);
});

test("says that the provider is gone, also at the start, lets passwords work meanwhile, and finds it again by itself", async () => {
  const person = { email: "luca@contoso.local", name: "Luca", password: "lab-Milano-Torino-1", role: "administrator" };
  writeFileSync(join(dir, "accounts.json"), JSON.stringify([person]));
  await provider.close();
  auth = withProvider(provider.issuer);
  await seedAccounts(auth, join(dir, "accounts.json"));
  expect((await begin()).status).toBe(502);
  const request = new Request(`${base}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: base },
    body: JSON.stringify({ email: person.email, password: person.password }),
  });
  expect((await answerAuth(auth, request)).status).toBe(200);
  provider = await startDirectory({ redirectUri, groups, port: Number(new URL(provider.issuer).port) });
  expect((await signIn("olga")).to).toBe("/");
  const { url, cookie } = await begin();
  const back = await walkThrough(url, "olga");
  await provider.close();
  const answer = await answerAuth(auth, new Request(back, { headers: { cookie } }));
  expect(answer.headers.get("location")).toBe("/sign-in?problem=provider-gone");
});
