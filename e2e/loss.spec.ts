import { expect, type Page } from "@playwright/test";
import { sampledOften, test } from "./journey.ts";
import { chatFor, confirmPointOfNoReturn, makePlan, shown, signIn, startRun } from "./pages.ts";
import { openStand } from "./stand.ts";

async function finished(page: Page): Promise<void> {
  await expect(shown(page, /^The run (succeeded|is through)/)).toBeVisible({ timeout: 90_000 });
}

test("says that the loss is unknown when no message numbers were ever sampled", async ({ page }) => {
  test.setTimeout(300_000);
  const stand = await openStand(sampledOften, async (lab) => {
    await chatFor(lab, 40);
    await lab.site("home", false);
  });
  try {
    await signIn(page, stand);
    await makePlan(page, stand, /from Milano to Torino/);
    await startRun(page, {
      reason: "INC-48400, Milano was lost before the console stood",
      site: "Torino",
      button: /Start failover/,
    });
    await confirmPointOfNoReturn(page, "Torino");
    await finished(page);
    const run = await (await page.request.get(`${stand.baseUrl}/api/runs/${page.url().split("/").at(-1)}`)).json();
    expect(run.loss).toMatchObject({ fewest: null, most: null });
    await expect(page.getByRole("region", { name: "Result" }).getByText("Unknown").first()).toBeVisible();
  } finally {
    await stand.close();
  }
});

test("takes a decision when a log backup is gone, and the stated loss still holds the true one", async ({
  page,
  stand,
}) => {
  test.setTimeout(300_000);
  await signIn(page, stand);
  await chatFor(stand, 40);
  await stand.fault("file-missing", true);
  await expect(async () => expect((await stand.truth()).faults).toEqual([])).toPass({ timeout: 60_000 });
  await chatFor(stand, 45); // two more log backups, which nothing can reach
  await stand.site("home", false);
  await makePlan(page, stand, /from Milano to Torino/);
  await startRun(page, { reason: "INC-48401, power loss in Milano", site: "Torino", button: /Start failover/ });
  await expect(page.getByRole("heading", { name: "Decision needed: a log backup is missing" })).toBeVisible({
    timeout: 60_000,
  });
  await page.getByRole("radio", { name: /^Continue without the rest/ }).check();
  await page.getByLabel("Reason", { exact: true }).fill("The file is on no other server");
  await page.getByRole("button", { name: "Continue without the rest" }).click();
  await confirmPointOfNoReturn(page, "Torino");
  await finished(page);
  const run = await (await page.request.get(`${stand.baseUrl}/api/runs/${page.url().split("/").at(-1)}`)).json();
  const lost = Number((await stand.truth()).lost);
  expect(run.loss.most).not.toBeNull();
  expect(lost).toBeGreaterThanOrEqual(Number(run.loss.fewest));
  expect(lost).toBeLessThanOrEqual(Number(run.loss.most));
});
