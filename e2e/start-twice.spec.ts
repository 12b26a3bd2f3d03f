import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { makePlan, secondOperator, shown, signIn } from "./pages.ts";

/** Everything Start needs, short of the click. */
async function fill(page: Page, reason: string): Promise<void> {
  await page.getByLabel("Reason and ticket").fill(reason);
  await page.getByLabel("Type Milano to confirm", { exact: false }).fill("Milano");
}

const startButton = (page: Page) => page.getByRole("button", { name: /Start mirror failover/ });

test("starts one run although Start is clicked twice and in two browsers at once; another plan is refused by the open run's name", async ({
  page,
  browser,
  stand,
}) => {
  test.setTimeout(180_000);
  const second = await (await browser.newContext()).newPage();
  await signIn(page, stand);
  await signIn(second, stand, secondOperator);
  // The run stays open until the end of this journey.
  await stand.fault("cmdlet-hang", true, "Invoke-CsDatabaseFailover");
  await makePlan(second, stand, /Mirror failover inside Milano/);
  const ownPlan = second.url();
  await makePlan(page, stand, /Mirror failover inside Milano/);

  await second.goto(page.url());
  await fill(page, "INC-48501, started by Giulia");
  await fill(second, "INC-48501, started by Marco");
  await Promise.all([startButton(page).dblclick(), startButton(second).click()]);
  await expect(page).toHaveURL(/\/runs\//);
  await expect(second).toHaveURL(page.url());

  await second.goto(ownPlan);
  await fill(second, "INC-48502, a plan made before");
  await startButton(second).click();
  await expect(shown(second, /R-0001/).first()).toBeVisible();
  await expect(second).toHaveURL(ownPlan);

  await page.goto(`${stand.baseUrl}/history`);
  await expect(page.getByRole("row", { name: /R-0\d/ })).toHaveCount(1);
});
