import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@playwright/test";
import Database from "better-sqlite3";
import type { Role } from "#lib/domain/actor.ts";
import { permissions } from "#lib/services/permissions.ts";
import { actions, type Needed, pages, routes } from "./doors.ts";
import { actionIds, callAction, found } from "./doors-fixture.ts";
import { openStand, type Stand } from "./stand.ts";

const password = "lab-Milano-Torino-1";
const people: Readonly<Record<Role, string>> = {
  viewer: "paolo.greco@contoso.local",
  manager: "anna.rossi@contoso.local",
  operator: "giulia.ferri@contoso.local",
  "drill-operator": "sara.bianchi@contoso.local",
  administrator: "luca.marino@contoso.local",
};
const roles = Object.keys(permissions) as readonly Role[];

let stand: Stand;
/** Not people of a role: an ended session, and a live one of somebody whose role is in another pool. */
const outsiders = ["expired", "elsewhere"] as const;
const cookies = new Map<Role | (typeof outsiders)[number], string>();
const elsewhere = "dora.valli@contoso.local";

async function signIn(email: string): Promise<string> {
  const answer = await fetch(`${stand.baseUrl}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: stand.baseUrl },
    body: JSON.stringify({ email, password }),
  });
  expect(answer.status, email).toBe(200);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

/** A session whose time is over, with the cookie that its browser still sends. */
async function expiredCookie(): Promise<string> {
  const cookie = await signIn(people.operator);
  const token = decodeURIComponent(/session_token=([^;]+)/.exec(cookie)?.[1] ?? "").split(".")[0];
  const database = new Database(`${stand.dir}/audit.db`);
  const { changes } = database
    .prepare("UPDATE Session SET expiresAt = ? WHERE token = ?")
    .run("2020-01-01T00:00:00.000Z", token);
  database.close();
  expect(changes).toBe(1);
  return cookie;
}

/** She signed in as an administrator of this pool; since then her role is one of another pool. */
async function cookieOfAnotherPool(): Promise<string> {
  const cookie = await signIn(elsewhere);
  expect((await get("/people", { cookie })).status).toBe(200);
  const database = new Database(`${stand.dir}/audit.db`);
  const { changes } = database
    .prepare("UPDATE PoolRole SET poolFqdn = ? WHERE userId = (SELECT id FROM User WHERE email = ?)")
    .run("another.contoso.local", elsewhere);
  database.close();
  expect(changes).toBe(1);
  return cookie;
}

const get = (url: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${stand.baseUrl}${url}`, { headers, redirect: "manual", signal: AbortSignal.timeout(90_000) });
const may = (role: Role, needed: Needed) =>
  needed === "nothing" || needed === "signed-in" || permissions[role].includes(needed);
const toSignIn = (answer: Response) => [answer.status, answer.headers.get("location")?.replace(stand.baseUrl, "")];

test.beforeAll(async () => {
  stand = await openStand({}, async ({ poolFile }) => {
    const file = join(dirname(poolFile), "accounts.json");
    const dora = { email: elsewhere, name: "Dora Valli", password, role: "administrator" };
    writeFileSync(file, JSON.stringify([...JSON.parse(readFileSync(file, "utf8")), dora]));
  });
  for (const role of roles) cookies.set(role, await signIn(people[role]));
  cookies.set("expired", await expiredCookie());
  cookies.set("elsewhere", await cookieOfAnotherPool());
});
test.afterAll(async () => {
  await stand.close();
});

test("every page, route and action of app/ stands in the table, and the table names nothing else", () => {
  expect(Object.keys(pages).sort()).toEqual([...found.pages].sort());
  expect(Object.keys(routes).sort()).toEqual([...found.routes].sort());
  expect(Object.keys(actions).sort()).toEqual(Object.keys(actionIds()).sort());
  expect([...new Set(Object.keys(actions).map((name) => name.split("#")[0]))].sort()).toEqual(
    [...found.actionFiles].sort(),
  );
});

test("pages open as the permission table says, and send to sign-in whoever is signed out, whose session has ended or whose role is in another pool", async () => {
  test.setTimeout(480_000);
  for (const [file, page] of Object.entries(pages)) {
    if (page.needed === "nothing") {
      expect((await get(page.url)).status, file).toBe(200);
      continue;
    }
    const gone = [await get(page.url), await get(page.url, { cookie: "better-auth.session_token=forged.AAAA" })];
    for (const who of outsiders) gone.push(await get(page.url, { cookie: cookies.get(who) ?? "" }));
    const there = page.url === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(page.url)}`;
    for (const answer of gone) expect.soft(toSignIn(answer), file).toEqual([307, there]);
    for (const role of roles) {
      const answer = await get(page.url, { cookie: cookies.get(role) ?? "" });
      const text = await answer.text();
      expect.soft([200, 404], `${file} by ${role}`).toContain(answer.status);
      if (page.refusal !== undefined)
        expect.soft(text.includes(`>${page.refusal}<`), `${file} by ${role}`).toBe(!may(role, page.needed));
      else expect(may(role, page.needed), `${file} needs a refusal to look for`).toBe(true);
    }
  }
});

test("routes and streams answer as the permission table says, and nobody else", async () => {
  test.setTimeout(300_000);
  for (const [file, doors] of Object.entries(routes)) {
    for (const { url, needed } of doors) {
      const ask = async (headers: Readonly<Record<string, string>>) => {
        const answer = await get(url, headers);
        await answer.body?.cancel();
        return answer.status;
      };
      const strangers = [await ask({})];
      for (const who of outsiders) strangers.push(await ask({ cookie: cookies.get(who) ?? "" }));
      const isOpen = needed === "nothing";
      expect
        .soft(strangers, `${file} ${url} signed out, with an expired session, and with another pool's role`)
        .toEqual(isOpen ? [200, 200, 200] : [401, 401, 401]);
      for (const role of roles) {
        const cookie = cookies.get(role) ?? "";
        const status = await ask({ cookie });
        if (may(role, needed)) expect.soft([200, 404, 409], `${file} ${url} by ${role}`).toContain(status);
        else expect.soft(status, `${file} ${url} by ${role}`).toBe(403);
        const foreign = [await ask({ cookie, origin: "https://evil.example" })];
        foreign.push(await ask({ cookie, "sec-fetch-site": "cross-site" }));
        expect.soft(foreign, `${file} ${url} from another site, with the cookie of ${role}`).toEqual([403, 403]);
      }
    }
  }
});

test("actions obey the permission table, and never another site, nobody, an ended session and another pool's role", async () => {
  test.setTimeout(480_000);
  const ids = actionIds();
  const origin = stand.baseUrl;
  for (const [name, action] of Object.entries(actions)) {
    const call = (headers: Readonly<Record<string, string>>) =>
      callAction(stand.baseUrl, ids[name] ?? "", { action, headers });
    for (const cookie of action.needed === "nothing"
      ? []
      : ["", "better-auth.session_token=forged.AAAA", ...outsiders.map((who) => cookies.get(who) ?? "")]) {
      const answer = await call(cookie === "" ? { origin } : { origin, cookie });
      const to = answer.headers.get("x-action-redirect") ?? answer.headers.get("location") ?? "";
      const signIns = ["/sign-in", `/sign-in?to=${encodeURIComponent(action.at)}`];
      expect.soft(signIns, `${name} with "${cookie}"`).toContain(to.replace(origin, "").split(";")[0]);
    }
    for (const role of roles) {
      const cookie = cookies.get(role) ?? "";
      const text = await (await call({ origin, cookie })).text();
      if (may(role, action.needed)) expect.soft(text, `${name} by ${role}`).not.toContain('"code":"not-allowed"');
      else expect.soft(text, `${name} by ${role}`).toContain('"code":"not-allowed"');
    }
    const cookie = cookies.get(roles.find((role) => may(role, action.needed)) ?? "viewer") ?? "";
    const foreign = [await call({ cookie, origin: "https://evil.example" }), await call({ cookie, origin: "null" })];
    foreign.push(await call({ cookie, "sec-fetch-site": "cross-site" }));
    expect
      .soft(
        foreign.map((answer) => answer.status),
        `${name} from another site`,
      )
      .toEqual([403, 403, 403]);
  }
});
