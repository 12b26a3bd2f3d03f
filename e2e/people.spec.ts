import { expect, type Page, test } from "@playwright/test";
import { administrator, makePlan, operator, shown, signIn, startRun } from "./pages.ts";
import { openStand, type Stand } from "./stand.ts";
import { totp } from "./totp.ts";

let stand: Stand;
test.afterEach(async () => {
  await stand.close();
});

async function setPassword(page: Page, link: string, password: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
}

test("a console without accounts prints one link, which makes the first administrator once", async ({ page }) => {
  stand = await openStand({ ACCOUNTS_FILE: "" });
  const link = /first administrator: open (\S+)/.exec(stand.said())?.[1] ?? "";
  await page.goto(link);
  await page.getByLabel("Name").fill("Luca Marino");
  await page.getByLabel("Email").fill("luca.marino@contoso.local");
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByRole("alert").getByText("password: At least 12 characters", { exact: false })).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Luca Marino");
  await page.getByLabel("New password").fill("lab-Milano-Torino-1");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn(page, stand, administrator);
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
  await stand.killConsole();
  await stand.startConsole();
  expect(stand.said().match(/first administrator/g)).toHaveLength(1);
});

test("an administrator adds a person, whose link sets a password; a second factor is asked from then on, and a recovery code works once", async ({
  page,
  browser,
}) => {
  test.setTimeout(420_000);
  stand = await openStand();
  await signIn(page, stand, administrator);
  await page.goto(`${stand.baseUrl}/people`);
  await page.getByLabel("Name").fill("Nora Villa");
  await page.getByLabel("Email").fill("nora.villa@contoso.local");
  await page.getByLabel("Role").selectOption("operator");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Nora Villa", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Make a link to set the password" }).click();
  const link = (await shown(page, /\/link\//).textContent()) ?? "";

  const other = await browser.newContext();
  const nora = await other.newPage();
  const password = "a long enough password";
  await setPassword(nora, link, password);
  await signIn(nora, stand, { email: "nora.villa@contoso.local", password });
  await nora.goto(`${stand.baseUrl}/account`);
  const factor = nora.locator("section", { has: nora.getByRole("heading", { name: "Second factor" }) });
  await factor.getByLabel("Password").fill(password);
  await factor.getByRole("button", { name: "Set up" }).click();
  const key = (await factor.locator("code").first().textContent()) ?? "";
  const recovery = (await factor.getByRole("listitem").first().textContent()) ?? "";
  await expect(factor.getByRole("img", { name: "QR code of the key" })).toBeVisible();
  const used = totp(key);
  await factor.getByLabel("Code that the app shows now").fill(used);
  await factor.getByRole("button", { name: "Switch on" }).click();
  await expect(factor.getByText("A code is asked at each sign-in.")).toBeVisible({ timeout: 60_000 });

  const again = async (code: () => string, works: boolean) => {
    const context = await browser.newContext();
    const fresh = await context.newPage();
    await fresh.goto(`${stand.baseUrl}/sign-in`);
    await fresh.getByLabel("User name (email)").fill("nora.villa@contoso.local");
    await fresh.getByLabel("Password").fill(password);
    await fresh.getByRole("button", { name: "Sign in", exact: true }).click();
    await fresh.getByLabel("Code of your second factor").fill(code());
    expect((await fresh.request.get(`${stand.baseUrl}/api/runs/x`)).status(), "not signed in without the code").toBe(
      401,
    );
    const send = fresh.getByRole("button", { name: "Sign in", exact: true });
    const sign = works
      ? fresh.getByRole("heading", { name: "Overview", level: 1 })
      : shown(fresh, "This code is not right", { exact: false });
    // Codes are taken slowly: who comes too soon is told to wait ten seconds.
    await expect(async () => {
      const answer = fresh.waitForResponse((each) => each.url().includes("/two-factor/"));
      await send.click();
      expect((await answer).status()).not.toBe(429);
    }).toPass({ timeout: 120_000, intervals: [11_000] });
    await expect(sign).toBeVisible({ timeout: 60_000 });
    await context.close();
  };
  await again(() => "000000", false);
  // The code that switched it on was used; the next one counts half a minute early, so that no border of time matters.
  await again(() => used, false);
  await again(() => totp(key, Date.now() + 30_000), true);
  await again(() => recovery, true);
  await again(() => recovery, false);
  await page.goto(`${stand.baseUrl}/people`);
  const act = page.getByRole("row", { name: /Second factor Nora Villa secondFactor: false → true Nora Villa/ });
  await expect(act).toBeVisible({ timeout: 60_000 });
  await other.close();
});

test("a session is revoked in mid-run: the operator is out, the run goes on; without the right it stops at the next safe place for a new owner", async ({
  page,
  browser,
}) => {
  test.setTimeout(420_000);
  stand = await openStand();
  const other = await browser.newContext();
  const luca = await other.newPage();
  await signIn(page, stand, operator);
  await signIn(luca, stand, administrator);
  await stand.fault("cmdlet-hang", true, "Invoke-CsDatabaseFailover");
  await makePlan(page, stand, /Mirror failover inside Milano/);
  await startRun(page, { reason: "INC-48700", site: "Milano", button: /Start mirror failover/ });
  const run = page.url();

  await luca.goto(`${stand.baseUrl}/people`);
  await luca.getByRole("link", { name: "Giulia Ferri" }).click();
  await luca.getByRole("button", { name: "End all sessions" }).click();
  await expect(shown(luca, "No session")).toBeVisible();
  const answer = await page.request.get(`${stand.baseUrl}/api/runs/${run.split("/").at(-1)}`);
  expect(answer.status()).toBe(401);
  await page.goto(run);
  await expect(page).toHaveURL(/\/sign-in/);
  await luca.goto(run);
  await expect(shown(luca, "INC-48700").first()).toBeVisible();
  await expect(shown(luca, "Running", { exact: true }).first()).toBeVisible();

  await luca.goto(`${stand.baseUrl}/people`);
  await luca.getByRole("link", { name: "Giulia Ferri" }).click();
  // The list that is being left has a field of the same name.
  await expect(luca.getByRole("heading", { name: "Giulia Ferri", level: 1 })).toBeVisible();
  await luca.getByLabel("Role").selectOption("viewer");
  const changed = luca.waitForResponse((answer) => answer.request().method() === "POST");
  await luca.getByRole("button", { name: "Change the role" }).click();
  await changed;
  await luca.goto(`${stand.baseUrl}/people`);
  await expect(luca.getByRole("row", { name: /Changed Giulia Ferri role: operator → viewer Luca Marino/ })).toBeVisible(
    { timeout: 60_000 },
  );
  await luca.goto(run);
  await expect(shown(luca, /Pausing|Paused/).first()).toBeVisible({ timeout: 60_000 });
  await other.close();
});
