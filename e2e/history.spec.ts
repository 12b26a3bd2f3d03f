import { expect } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { test } from "./journey.ts";
import { makePlan, signIn, startRun } from "./pages.ts";

test("finds runs by what was written about them, in an address that can be passed on, and lists every other act", async ({
  page,
  stand,
}) => {
  test.setTimeout(420_000);
  await signIn(page, stand);
  await makePlan(page, stand, /Mirror failover inside Milano/);
  await startRun(page, { reason: "CHG-10761, patching sqlmi01", site: "Milano", button: /Start mirror failover/ });
  await expect(page.getByText(/^The run (succeeded|is through)/)).toBeVisible({ timeout: 180_000 });
  await page.goto(`${stand.baseUrl}/history`);
  await page.getByLabel("Reason or ticket").fill("chg-10761");
  await page.getByLabel("Outcome").selectOption("Succeeded");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(
    page.getByRole("region", { name: "Runs" }).getByRole("row", { name: /^R-0001 Run report/ }),
  ).toBeVisible();
  const address = page.url();
  expect(address).toContain("text=chg-10761");
  await page.goto(`${address}&kind=failback`);
  await expect(page.getByText("No run fits this filter")).toBeVisible();
  await page.goto(address);
  await expect(
    page.getByRole("region", { name: "Runs" }).getByRole("row", { name: /^R-0001 Run report/ }),
  ).toBeVisible();
  await expectAccessible(page, "history, filtered");

  await page.goto(`${stand.baseUrl}/history`);
  await expect(page.getByRole("heading", { name: "Steps never exercised" })).toBeVisible();
  await page.getByRole("link", { name: "Search commands and output" }).click();
  await page.getByLabel("Words").fill("invoke-csdatabasefailo*");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page.getByRole("row", { name: /R-0001.*Invoke-CsDatabaseFailover/s }).first()).toBeVisible();
  await expectAccessible(page, "search in commands and output");

  await page.goto(`${stand.baseUrl}/history`);
  await page.getByRole("button", { name: "Verify the whole audit now" }).click();
  await expect(page.getByText(/^The audit is whole/)).toBeVisible({ timeout: 30_000 });
  const file = await page.request.get(`${stand.baseUrl}/api/history/runs?text=chg-10761&format=csv`);
  expect(await file.text()).toMatch(/^\uFEFF"run",.*\r\n"R-0001","mirror-failover".*\+00:00"/);
  await page.goto(`${stand.baseUrl}/history/acts?of=console`);
  await expect(page.getByRole("row", { name: /Audit verified/ }).first()).toContainText("Giulia Ferri");
  await expect(page.getByRole("row", { name: /Signed in/ }).first()).toContainText("Giulia Ferri");
  await page.getByRole("link", { name: "At the pool" }).click();
  await expect(page.getByRole("row", { name: /Run started/ })).toHaveCount(1);
  await expectAccessible(page, "other acts");
});
