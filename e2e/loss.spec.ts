import { expect, type Page } from "@playwright/test";
import { sampledOften, test } from "./journey.ts";
import { chatFor, confirmPointOfNoReturn, makePlan, shown, signIn, startRun } from "./pages.ts";
import { openStand, type Stand } from "./stand.ts";

async function finished(page: Page): Promise<void> {
  await expect(shown(page, /^The run (succeeded|is through)/)).toBeVisible({ timeout: 90_000 });
}

test("says that the loss is unknown when no message numbers were ever sampled, and asks what nobody captured", async ({
  page,
}) => {
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
    await stand.site("home", true);
    await saysWhatNobodyCaptured(page, stand);
  } finally {
    await stand.close();
  }
});

/** Nobody read how mgc was set up while home was there: the plan of the failback asks, and takes only what somebody says. */
async function saysWhatNobodyCaptured(page: Page, stand: Stand): Promise<void> {
  await expect(async () => {
    await page.goto(`${stand.baseUrl}/failover`);
    await page.getByRole("radio", { name: /^Full restore/ }).check({ timeout: 5_000 });
  }).toPass({ timeout: 90_000 });
  await page.getByRole("button", { name: "Make the plan" }).click();
  await expect(page.getByRole("heading", { name: "What nobody captured" })).toBeVisible({ timeout: 90_000 });
  const asked = page.getByRole("main");
  const form = page.getByRole("form", { name: /owner, options and mirroring of mgc/ });
  await expect(form.getByRole("textbox", { name: "Owner of mgc" })).toHaveValue("");
  await form.getByRole("button", { name: "Record the answer" }).click();
  await expect(form.getByText("Needed: nothing is filled in for you.").first()).toBeVisible();
  await form.getByRole("textbox", { name: "Owner of mgc" }).fill("CONTOSO\\sqladmin");
  for (const label of ["TRUSTWORTHY", "DB_CHAINING", "mgc was mirrored at home", "mgccomp was mirrored at home"])
    await form.getByRole("combobox", { name: label }).selectOption("no");
  await form.getByRole("textbox", { name: "Where you have it from" }).fill("The runbook, page 3");
  await form.getByRole("button", { name: "Record the answer" }).click();
  await expect(asked.getByText("Said by Giulia Ferri").first()).toBeVisible();
  await expect(asked.getByText("Something was said after this plan was made.", { exact: false })).toBeVisible();
}

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
