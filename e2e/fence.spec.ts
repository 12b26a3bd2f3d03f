import { expect } from "@playwright/test";
import { test } from "./journey.ts";
import { confirmPointOfNoReturn, makePlan, shown, signIn, startRun } from "./pages.ts";

test("moves from a living Milano: fenced by the tail of its log, nothing is lost and one copy takes writes", async ({
  page,
  stand,
}) => {
  test.setTimeout(300_000);
  await signIn(page, stand);
  await expect(shown(page, "Protected", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  await expect(async () => expect((await stand.truth()).accepted).toBeGreaterThan(40)).toPass({ timeout: 90_000 });

  await makePlan(page, stand, /from Milano to Torino/);
  await expect(shown(page, "Fence home and save its log").first()).toBeVisible();
  await startRun(page, { reason: "CHG-1107, move to Torino", site: "Torino", button: /Start failover to Torino/ });
  await confirmPointOfNoReturn(page, "Torino");
  await expect(shown(page, /^The run (succeeded|is through)/)).toBeVisible({ timeout: 120_000 });

  const truth = await stand.truth();
  expect(truth.writable).toEqual(["sqlto01\\PCHAT"]);
  expect(Number(truth.lost)).toBe(0);
  const runId = page.url().split("/").at(-1);
  const run = await (await page.request.get(`${stand.baseUrl}/api/runs/${runId}`)).json();
  expect([run.loss.fewest, run.loss.most]).toEqual(["0", "0"]);
});

test("aborted before the point of no return, the fence is undone and Milano serves again", async ({ page, stand }) => {
  test.setTimeout(300_000);
  await signIn(page, stand);
  await expect(shown(page, "Protected", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  await makePlan(page, stand, /from Milano to Torino/);
  await startRun(page, { reason: "CHG-1108", site: "Torino", button: /Start failover to Torino/ });
  await expect(page.getByRole("heading", { name: "Decision needed: point of no return" })).toBeVisible({
    timeout: 120_000,
  });
  await page.getByRole("radio", { name: /^Abort the run/ }).check();
  await page.getByRole("textbox", { name: "Reason", exact: true }).first().fill("called off");
  await page.getByRole("button", { name: "Abort the run" }).first().click();
  await page.getByRole("radio", { name: /^Undo the fence/ }).check({ timeout: 60_000 });
  await page.getByRole("button", { name: "Undo the fence" }).click();
  await expect(async () => expect((await stand.truth()).writable).toEqual(["sqlmi01\\PCHAT"])).toPass({
    timeout: 60_000,
  });
});
