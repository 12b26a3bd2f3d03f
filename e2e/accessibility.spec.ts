import { expect, test } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { administrator, makePlan, shown, signIn, startRun } from "./pages.ts";
import { openStand, type Stand } from "./stand.ts";

const hostile = `INC-48213 <b>power</b> <img src=x onerror=alert(1)> ${"sqlmi01".repeat(20)}`;

let stand: Stand;
test.beforeAll(async () => {
  stand = await openStand();
});
test.afterAll(async () => {
  await stand.close();
});

test("every page passes axe in both themes and never scrolls sideways, and what servers or people wrote stays text", async ({
  page,
}) => {
  test.setTimeout(600_000);
  await page.goto(`${stand.baseUrl}/sign-in`);
  await expectAccessible(page, "sign-in");
  await signIn(page, stand);
  await expect(shown(page, "Protected", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page, "overview");
  await page.goto(`${stand.baseUrl}/history`);
  await expectAccessible(page, "history, empty");
  await page.goto(`${stand.baseUrl}/approvals`);
  await expectAccessible(page, "approvals");
  await page.goto(`${stand.baseUrl}/account`);
  await expectAccessible(page, "account");
  await page.goto(`${stand.baseUrl}/nowhere`);
  await expect(page.getByRole("heading", { level: 1, name: "Not found" })).toBeVisible();
  await expectAccessible(page, "not found");
  await page.goto(`${stand.baseUrl}/failover`);
  await expectAccessible(page, "failover");
  await page.goto(`${stand.baseUrl}/stranded`);
  await expect(shown(page, "Nothing is stranded at home now")).toBeVisible();
  await expectAccessible(page, "stranded, nothing");

  await stand.site("home", false);
  await page.goto(stand.baseUrl);
  await expect(shown(page, "Milano does not answer")).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page, "overview, home lost");
  await makePlan(page, stand, /from Milano to Torino/);
  await expectAccessible(page, "plan");
  await startRun(page, { reason: hostile, site: "Torino", button: /Start failover to Torino/ });
  await expect(page.getByRole("heading", { name: "Decision needed: point of no return" })).toBeVisible({
    timeout: 60_000,
  });
  await expect(page).toHaveTitle(/^Decision needed/);
  await page.getByRole("radio", { name: /^Bring mgc online/ }).check();
  await expect(shown(page, hostile).first()).toBeVisible();
  await expect(page.locator("img, main b:text-is('power')")).toHaveCount(0);
  await expectAccessible(page, "run, point of no return");

  const run = page.url();
  await page.goto(`${run}/override`);
  await expect(shown(page, "Nothing waits for a second person here")).toBeVisible();
  await expectAccessible(page, "override, nothing proposed");
  await page.goto(stand.baseUrl);
  await expect(shown(page, "Run R-0001: Waiting for a decision")).toBeVisible();
  await expectAccessible(page, "overview, a run waits");
  await page.getByRole("link", { name: "Go to run R-0001" }).click();
  await page.getByRole("radio", { name: /^Abort the run/ }).check();
  await page.getByLabel("Reason", { exact: true }).fill(hostile);
  await page.getByRole("button", { name: "Abort the run", exact: true }).click();
  await expect(shown(page, "The run was aborted.")).toBeVisible();
  await expectAccessible(page, "run, aborted");
  await page.goto(`${stand.baseUrl}/history`);
  await expect(page.getByRole("row", { name: /^R-0001 Run report/ })).toContainText(hostile);
  await expectAccessible(page, "history");
});

test("the administrator's pages pass axe in both themes and never scroll sideways", async ({ page }) => {
  await signIn(page, stand, administrator);
  await page.goto(`${stand.baseUrl}/people`);
  await expectAccessible(page, "people");
  await page.getByRole("link", { name: "Luca Marino" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Luca Marino" })).toBeVisible();
  await expectAccessible(page, "person");
  await page.goto(`${stand.baseUrl}/link/nothing`);
  await expectAccessible(page, "link");
  await page.goto(`${stand.baseUrl}/settings`);
  await page.getByText("The first version").click();
  await page.getByText("What happens, and the way to do it").click();
  await expectAccessible(page, "settings");
  await page.goto(`${stand.baseUrl}/setup`);
  await expect(page.getByRole("heading", { level: 1, name: "Change the topology" })).toBeVisible();
  await expectAccessible(page, "setup");
});
