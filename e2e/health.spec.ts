import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, type Route, test } from "@playwright/test";
import { shown, signIn } from "./pages.ts";
import { openStand, type Stand } from "./stand.ts";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

let stand: Stand;
test.beforeAll(async () => {
  stand = await openStand();
});
test.afterAll(async () => {
  await stand.close();
});

const panel = (page: Page, name: string) =>
  page.getByRole("region", { name: "Readiness" }).locator("section").filter({ hasText: name });

test("shows every check with its remedy, follows a fault and its end, filters by state, and agrees with the overview", async ({
  page,
}) => {
  test.setTimeout(240_000);
  await signIn(page, stand);
  await expect(shown(page, "Protected", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  await page.getByRole("link", { name: "Health", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Health" })).toBeVisible();
  await expect(panel(page, "Failover to Torino")).toContainText("Ready");
  await expect(panel(page, "Switchover to Torino")).toContainText("Ready");
  await expect(panel(page, "Failback to Milano")).toContainText("Not now");
  await expect(panel(page, "Mirror failover")).toContainText("Ready");
  await expect(page.getByRole("link", { name: /^Bad 0$/ })).toBeVisible();

  await shown(page, "The mirror is in step").click();
  await expect(shown(page, "Only a synchronised mirror can take over without loss", { exact: false })).toBeVisible();

  await stand.fault("job-disabled", true);
  await expect(panel(page, "Failover to Torino")).toContainText("Not ready", { timeout: 120_000 });
  await expect(shown(page, "Enable the job; read its last message", { exact: false })).toBeVisible();
  await page.getByRole("link", { name: /^Bad 1$/ }).click();
  await expect(page).toHaveURL(/state=bad/);
  await expect(shown(page, "LSRestore_sqlmi01_mgc", { exact: false }).first()).toBeVisible();
  await expect(shown(page, "The mirror is in step")).toHaveCount(0);
  await page.goto(`${stand.baseUrl}/health?state=not-available`);
  await shown(page, "The daily marker is written").click();
  await expect(shown(page, "testUsers.dailyMarker", { exact: false })).toBeVisible();
  await page.goto(`${stand.baseUrl}/health?state=unknown`);
  await expect(shown(page, "No check is in this state")).toBeVisible();

  await page.goto(stand.baseUrl);
  await expect(page.getByRole("heading", { name: "At risk" })).toBeVisible();
  await shown(page, "Log shipping jobs are on and succeed").first().click();
  await page.getByRole("link", { name: "Health: Log shipping jobs are on and succeed" }).first().click();
  await expect(page).toHaveURL(/\/health#shipping-jobs$/);
});

test("passes axe in both themes and never scrolls sideways", async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(page, stand);
  await page.goto(`${stand.baseUrl}/health`);
  await expect(page.getByRole("heading", { level: 1, name: "Health" })).toBeVisible();
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
      const { violations } = await axe.withTags(rules).analyze();
      expect
        .soft(
          violations.map((each) => `${each.id} ${each.nodes[0]?.target}`),
          `${width} ${colorScheme}`,
        )
        .toEqual([]);
    }
  }
  for (const width of [1440, 1024, 720, 390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(wide, `no sideways scrolling at ${width} px`).toBeLessThanOrEqual(width);
  }
});

test("keeps its page when the console dies while it is asked for it, and a link leaves it only when the console is back", async ({
  page,
}) => {
  test.setTimeout(300_000);
  await signIn(page, stand);
  await page.goto(`${stand.baseUrl}/health`);
  const health = page.getByRole("heading", { level: 1, name: "Health" });
  await expect(health).toBeVisible();
  const { promise: underway, resolve: hold } = Promise.withResolvers<Route>();
  await page.route("**/health", (route) => (route.request().method() === "POST" ? hold(route) : route.continue()));
  const refresh = await underway;
  await stand.killConsole();
  await refresh.continue();
  await page.unrouteAll();
  const silent = shown(page, "This page no longer hears the console");
  await expect(silent).toBeVisible({ timeout: 60_000 });
  await expect(health).toBeVisible();
  await page.getByRole("link", { name: "History", exact: true }).first().click();
  await expect(health).toBeVisible();

  await stand.startConsole();
  await expect(silent).toHaveCount(0, { timeout: 60_000 });
  await page.getByRole("link", { name: "History", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "History" })).toBeVisible();
});

test("raises an alert, takes a person's comment only from a console that answers, and clears it by itself", async ({
  page,
}) => {
  test.setTimeout(240_000);
  await signIn(page, stand);
  await expect(page.getByRole("link", { name: /^\d+ open alerts?|^No open alert/ })).toBeVisible({ timeout: 60_000 });
  await stand.fault("mirroring-split", true);
  const mark = page.getByRole("link", { name: /open alerts?, [1-9]\d* not acknowledged/ });
  await expect(mark).toBeVisible({ timeout: 60_000 });
  await mark.click();
  await expect(page.getByRole("heading", { level: 1, name: "Alerts" })).toBeVisible();
  const alert = page.getByRole("listitem").filter({ hasText: "The mirror is in step" }).first();
  await expect(alert).toContainText("DISCONNECTED", { timeout: 60_000 });
  await alert.getByText("Acknowledge…").click();
  await alert.getByLabel("What is being done").fill("Network team looks at the line between the two");
  const acknowledge = alert.getByRole("button", { name: "Acknowledge", exact: true });
  // A page of another build: the console answers and does not know the act, which is not silence.
  await page.route("**/alerts", (route) =>
    route.fulfill({ status: 404, headers: { "x-nextjs-action-not-found": "1" }, contentType: "text/plain", body: "" }),
  );
  await acknowledge.click();
  await expect(shown(page, "This page could not be shown")).toBeVisible();
  await page.unrouteAll();
  await page.goto(`${stand.baseUrl}/alerts`);
  await alert.getByText("Acknowledge…").click();
  await alert.getByLabel("What is being done").fill("Network team looks at the line between the two");
  await stand.killConsole();
  await acknowledge.click();
  await expect(alert.getByRole("alert")).toContainText("The console does not answer");
  await expect(alert.getByLabel("What is being done")).toHaveValue("Network team looks at the line between the two");
  await stand.startConsole();
  await expect(alert).not.toContainText("Acknowledged by");
  await acknowledge.click();
  await expect(alert).toContainText("Acknowledged by Giulia Ferri");
  await expect(alert).toContainText("Network team looks at the line between the two");
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
  const { violations } = await axe.withTags(rules).analyze();
  expect(violations.map((each) => `${each.id} ${each.nodes[0]?.target}`)).toEqual([]);
  await stand.fault("mirroring-split", false);
  const cleared = page.locator("section").filter({ has: page.getByRole("heading", { name: "Cleared", exact: true }) });
  await expect(cleared.getByRole("listitem").filter({ hasText: "The mirror is in step" })).toBeVisible({
    timeout: 90_000,
  });
});
