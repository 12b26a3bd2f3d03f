import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { fillHistory } from "./fill-history.ts";
import { sampledOften, test } from "./journey.ts";
import { makePlan, manager, signIn, startRun } from "./pages.ts";
import { openStand, type Stand } from "./stand.ts";

test("finds runs by what was written about them, in an address that can be passed on, and lists every other act", async ({
  page,
}) => {
  test.setTimeout(420_000);
  const stand = await openStand(sampledOften, async ({ poolFile }) =>
    appendFileSync(poolFile, "\nretention: { days: 400 }\n"),
  );
  try {
    await findsAndLists(page, stand);
    await purgesWhatIsOld(page, stand);
  } finally {
    await stand.close();
  }
});

async function findsAndLists(page: Page, stand: Stand): Promise<void> {
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
}

/** 30 runs of 2020 go, and nothing else: not the newest of each procedure, not what this journey ran. */
async function purgesWhatIsOld(page: Page, stand: Stand): Promise<void> {
  fillHistory(join(stand.dir, "audit.db"), { from: 1_000, runs: 33, each: 20 });
  await page.context().clearCookies();
  await signIn(page, stand, manager);
  await page.goto(`${stand.baseUrl}/history/retention`);
  const old = page.getByRole("region", { name: "What is old" });
  await expect(old.getByText("30 runs, R-1001 to R-1030, with 600 records", { exact: false })).toBeVisible();
  await expectAccessible(page, "retention, with old records");
  await old.getByRole("textbox", { name: "Reason" }).fill("Rule 12: kept for 400 days");
  await old.getByRole("button", { name: "Purge these records" }).click();
  await expect(old.getByText("Nothing is older than the retention says")).toBeVisible();
  const past = page.getByRole("region", { name: "Purges" });
  await expect(past.getByRole("row", { name: /Anna Rossi.*Rule 12: kept for 400 days/ }).first()).toBeVisible();
  await page.goto(`${stand.baseUrl}/history?order=oldest`);
  const runs = page.getByRole("region", { name: "Runs" });
  await expect(runs.getByRole("row", { name: /^R-/ })).toHaveText([/R-0001/, /R-1031/, /R-1032/, /R-1033/]);
  await page.getByRole("button", { name: "Verify the whole audit now" }).click();
  await expect(page.getByText(/^The audit is whole/)).toBeVisible({ timeout: 30_000 });
  await page.goto(`${stand.baseUrl}/history/acts`);
  await expect(page.getByRole("row", { name: /Old records purged/ }).first()).toContainText("Anna Rossi");
}
