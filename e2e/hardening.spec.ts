import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { pages } from "./doors.ts";
import { clientFiles } from "./doors-fixture.ts";
import { signIn } from "./pages.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
test.beforeAll(async () => {
  stand = await openStand();
});
test.afterAll(async () => {
  await stand.close();
});

test("every page keeps its own content policy: no script or style without this answer's nonce, and nothing of its own is refused", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const violations: string[] = [];
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text());
  });
  const nonces = new Set<string>();
  await page.goto(`${stand.baseUrl}/sign-in`);
  await signIn(page, stand);
  for (const { url } of Object.values(pages)) {
    const answer = await page.goto(`${stand.baseUrl}${url}`);
    await page.waitForLoadState("load");
    const policy = answer?.headers()["content-security-policy"] ?? "";
    expect(policy, url).toMatch(
      /script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic'; style-src 'self' 'nonce-[\w+/=]+';/,
    );
    expect(policy, url).not.toMatch(/(script-src|style-src) [^;]*'unsafe/);
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? "");
  }
  expect(violations).toEqual([]);
  expect(nonces.size).toBe(Object.keys(pages).length);
  await page.goto(stand.baseUrl);
  await page.evaluate(() => {
    const script = document.createElement("div");
    script.setHTMLUnsafe("<img src=x onerror='document.title=\"taken\"'><style>body{display:none}</style>");
    document.body.append(script);
  });
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  await expect(page).not.toHaveTitle("taken");
  expect(violations.length).toBeGreaterThan(0);
});

test("every answer carries the security headers, files of the build too; the session cookie is out of scripts' and other sites' reach", async ({
  request,
}) => {
  const script = /\/_next\/static\/[^"]+\.js/.exec(await (await request.get(`${stand.baseUrl}/sign-in`)).text())?.[0];
  for (const url of ["/sign-in", "/api/health", "/no/such/page", script ?? "no script found"]) {
    const headers = (await request.get(`${stand.baseUrl}${url}`, { maxRedirects: 0 })).headers();
    expect(headers, url).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(headers["x-powered-by"], url).toBeUndefined();
  }
  const answer = await request.post(`${stand.baseUrl}/api/auth/sign-in/email`, {
    headers: { origin: stand.baseUrl },
    data: { email: "giulia.ferri@contoso.local", password: "lab-Milano-Torino-1" },
  });
  const cookie = answer.headersArray().find(({ value }) => value.includes("session_token"))?.value ?? "";
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
});

test("refuses a body that is too large or has no length, and never sends anybody to another site", async () => {
  const send = (init: RequestInit & { duplex?: "half" }) =>
    fetch(`${stand.baseUrl}/api/auth/sign-in/email`, {
      method: "POST",
      ...init,
      headers: { "content-type": "application/json", origin: stand.baseUrl },
    });
  expect((await send({ body: JSON.stringify({ email: "x".repeat(200_000) }) })).status).toBe(413);
  const unmeasured = new Blob(["{}"]).stream();
  expect((await send({ body: unmeasured, duplex: "half" })).status).toBe(411);
  for (const url of [
    "/sign-in?next=//evil.example",
    "//evil.example/..",
    "/history?callbackURL=https://evil.example",
  ]) {
    const to = (await fetch(`${stand.baseUrl}${url}`, { redirect: "manual" })).headers.get("location");
    if (to !== null) expect(new URL(to, stand.baseUrl).host, url).toBe(new URL(stand.baseUrl).host);
  }
  const body = JSON.stringify({
    email: "giulia.ferri@contoso.local",
    password: "lab-Milano-Torino-1",
    callbackURL: "https://evil.example/",
  });
  expect((await send({ body })).status).toBe(403);
});

test("nothing of the server or of this installation is in what a browser is given", async () => {
  const labDir = join(stand.dir, "lab");
  const credentials = Object.values(
    JSON.parse(readFileSync(join(labDir, "credentials.json"), "utf8")) as Record<string, { password: string }>,
  ).map(({ password }) => password);
  const secrets = [
    ...credentials,
    readFileSync(join(stand.dir, "auth-secret"), "utf8"),
    readFileSync(join(stand.dir, "audit-key"), "utf8"),
    readFileSync(join(stand.dir, "credentials-key"), "utf8"),
    "lab-Milano-Torino-1",
  ];
  const serverOnly = [
    "AUTH_SECRET_FILE",
    "CREDENTIALS_FILE",
    "better-sqlite3",
    "PrismaClient",
    "tedious",
    "node-powershell",
    "sp_getapplock",
    "RESTORE DATABASE",
    "requirePermission",
    "process.env.DATA",
  ];
  const files = clientFiles();
  expect(files.length).toBeGreaterThan(10);
  const hits = files.flatMap(({ path, text }) =>
    [...secrets, ...serverOnly].filter((word) => text.includes(word)).map((word) => `${path}: ${word}`),
  );
  expect(hits).toEqual([]);
  expect(files.filter(({ path }) => path.endsWith(".map"))).toEqual([]);
});
