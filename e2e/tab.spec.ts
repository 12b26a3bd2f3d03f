import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { makePlan, signIn, startRun } from "./pages.ts";

/** What the page asked the browser to show while it was in the background; the browser's own window cannot be read. */
async function recordNotices(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const notices: string[] = [];
    class Recorded {
      static permission = "granted";
      static requestPermission = async () => "granted";
      onclick: (() => void) | null = null;
      constructor(title: string) {
        notices.push(title);
      }
      close() {}
    }
    Object.assign(window, { Notification: Recorded, notices });
    Object.defineProperty(document, "hidden", { get: () => true });
  });
}

const noticesOf = (page: Page) =>
  page.evaluate(() => ("notices" in window && Array.isArray(window.notices) ? window.notices : []));
const signOf = (page: Page) =>
  page.evaluate(() =>
    [...document.head.querySelectorAll("link")]
      .filter((link) => link.rel === "icon" && link.href.startsWith("data:"))
      .map((link) => decodeURIComponent(link.href)),
  );

/** A proxy that answers for a console which is away makes a browser give up its stream for good; the page does not. */
async function losesTouch(page: Page): Promise<void> {
  const lost = page.getByText("This page no longer hears the console").filter({ visible: true });
  await page.route("**/api/stream*", (route) => route.fulfill({ status: 502 }));
  await page.reload();
  await expect(lost).toBeVisible();
  await expect(page).toHaveTitle(/^Not live/);
  await page.unroute("**/api/stream*");
  await expect(lost).toBeHidden();
}

async function isTenMinutesWrong(page: Page, url: string): Promise<void> {
  await page.clock.install({ time: Date.now() + 600_000 });
  await page.goto(url);
  await expect(page.getByRole("note").filter({ hasText: /(9|10) min/ })).toContainText("ahead");
  await page.close();
}

test("a tab in the background calls: title, icon and, where it was asked for, a notification when a decision waits", async ({
  page,
  stand,
}) => {
  test.setTimeout(180_000);
  await recordNotices(page);
  await signIn(page, stand);
  await expect(async () => expect(await signOf(page)).toHaveLength(1)).toPass({ timeout: 60_000 });
  const calm = (await signOf(page))[0];
  await losesTouch(page);
  await isTenMinutesWrong(await page.context().newPage(), stand.baseUrl);
  const menu = page.getByRole("complementary");
  await menu.getByText("Giulia Ferri").first().click();
  await menu.getByRole("button", { name: "Tell me when a decision waits" }).click();
  await expect(menu.getByRole("button", { name: "Do not tell me any more" })).toBeVisible();

  await stand.site("home", false);
  await makePlan(page, stand, /from Milano to Torino/);
  await page.getByLabel("Times").filter({ visible: true }).selectOption("UTC");
  await expect(page.getByRole("main").getByText(/Nothing has been changed yet/)).toContainText("UTC");
  await startRun(page, { reason: "INC-1", site: "Torino", button: /Start failover to Torino/ });
  await expect(page.getByRole("heading", { name: /^Decision needed/ })).toBeVisible({ timeout: 90_000 });
  await expect(page).toHaveTitle(/^Decision needed, R-0001/);
  await expect(async () => expect(await noticesOf(page)).toContain("Decision needed: R-0001")).toPass({
    timeout: 30_000,
  });
  expect(await signOf(page)).toHaveLength(1);
  expect((await signOf(page))[0]).not.toBe(calm);
  await page.getByText("Help for this step").first().click();
  await expect(page.getByText("Failing over Persistent Chat Server, step 4")).toBeVisible();
});
