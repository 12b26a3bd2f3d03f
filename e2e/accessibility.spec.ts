import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { administrator, makePlan, signIn, startRun } from "./pages.ts";
import { openStand, type Stand } from "./stand.ts";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const hostile = `INC-48213 <b>power</b> <img src=x onerror=alert(1)> ${"sqlmi01".repeat(20)}`;

let stand: Stand;
test.beforeAll(async () => {
  stand = await openStand();
});
test.afterAll(async () => {
  await stand.close();
});

/** No finding of axe in either theme at either width, and nothing to scroll sideways, also at 200 % zoom. */
async function expectAccessible(page: Page, name: string): Promise<void> {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      // No page has a frame: one pass in the page itself is all, and half the time.
      const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
      const { violations } = await axe.withTags(rules).analyze();
      const found = violations.flatMap((each) =>
        each.nodes.map((node) => `${each.id} ${node.target} ${node.failureSummary}`),
      );
      expect.soft(found, `${name}, ${width} px, ${colorScheme}`).toEqual([]);
    }
  }
  for (const width of [1440, 1024, 720, 390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(wide, `${name} has no sideways scrolling at ${width} px`).toBeLessThanOrEqual(width);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

test("every page passes axe in both themes and never scrolls sideways, and what servers or people wrote stays text", async ({
  page,
}) => {
  test.setTimeout(240_000);
  await page.goto(`${stand.baseUrl}/sign-in`);
  await expectAccessible(page, "sign-in");
  await signIn(page, stand);
  await expect(page.getByText("Protected", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
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

  await stand.site("home", false);
  await page.goto(stand.baseUrl);
  await expect(page.getByText("Milano does not answer")).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page, "overview, home lost");
  await makePlan(page, stand, /from Milano to Torino/);
  await expectAccessible(page, "plan");
  await startRun(page, { reason: hostile, site: "Torino", button: /Start failover to Torino/ });
  await expect(page.getByRole("heading", { name: "Decision needed: point of no return" })).toBeVisible({
    timeout: 60_000,
  });
  await expect(page).toHaveTitle(/^Decision needed/);
  await page.getByRole("radio", { name: /^Bring mgc online/ }).check();
  await expect(page.getByText(hostile).first()).toBeVisible();
  await expect(page.locator("img, main b:text-is('power')")).toHaveCount(0);
  await expectAccessible(page, "run, point of no return");

  await page.getByRole("radio", { name: /^Abort the run/ }).check();
  await page.getByLabel("Reason", { exact: true }).fill(hostile);
  await page.getByRole("button", { name: "Abort the run", exact: true }).click();
  await expect(page.getByText("The run was aborted.")).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page, "run, aborted");
  await page.goto(`${stand.baseUrl}/history`);
  await expect(page.getByRole("row", { name: /R-0001/ })).toContainText(hostile);
  await expectAccessible(page, "history");
});

test("the pages about people pass axe in both themes and never scroll sideways", async ({ page }) => {
  await signIn(page, stand, administrator);
  await page.goto(`${stand.baseUrl}/people`);
  await expectAccessible(page, "people");
  await page.getByRole("link", { name: "Luca Marino" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Luca Marino" })).toBeVisible();
  await expectAccessible(page, "person");
  await page.goto(`${stand.baseUrl}/link/nothing`);
  await expectAccessible(page, "link");
});
