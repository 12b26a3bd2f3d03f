import { expect } from "@playwright/test";
import { test } from "./journey.ts";
import { chatFor, confirmPointOfNoReturn, makePlan, shown, signIn, startRun } from "./pages.ts";
import type { Stand } from "./stand.ts";

test("loses Milano, attests, fails over to Torino, and chat flows there; the stated loss holds the true one", async ({
  page,
  stand,
}) => {
  test.setTimeout(300_000);
  await signIn(page, stand);
  await expect(shown(page, "Protected", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  // Three samples and a log backup or two, as a pool that has been running has them.
  await chatFor(stand, 40);

  await stand.site("home", false);
  await makePlan(page, stand, /from Milano to Torino/);
  await expect(shown(page, "Nothing at home answers")).toBeVisible();
  await startRun(page, {
    reason: "INC-48213, power loss in Milano",
    site: "Torino",
    button: /Start failover to Torino/,
  });
  await confirmPointOfNoReturn(page, "Torino");
  await expect(shown(page, /^The run (succeeded|is through)/)).toBeVisible({ timeout: 90_000 });

  const truth = await stand.truth();
  expect(truth.writable).toEqual(["sqlto01\\PCHAT"]);
  const runId = page.url().split("/").at(-1);
  const run = await (await page.request.get(`${stand.baseUrl}/api/runs/${runId}`)).json();
  const lost = await lostByTruth(stand);
  expect(run.loss.fewest).not.toBeNull();
  expect(run.loss.most).not.toBeNull();
  expect(lost).toBeGreaterThanOrEqual(Number(run.loss.fewest));
  expect(lost).toBeLessThanOrEqual(Number(run.loss.most));

  // Chat flows in Torino: the rooms there grow.
  const before = await heldIn(stand, "sqlto01\\PCHAT");
  await expect(async () => expect(await heldIn(stand, "sqlto01\\PCHAT")).toBeGreaterThan(before)).toPass({
    timeout: 60_000,
  });

  await page.goto(`${stand.baseUrl}/history`);
  const row = page.getByRole("row", { name: /^R-0001 Run report/ });
  await expect(row).toContainText("Giulia Ferri");
  await expect(row).toContainText("INC-48213");
  await row.getByRole("link", { name: "R-0001", exact: true }).click();
  await expect(shown(page, "RESTORE DATABASE N'mgc' WITH RECOVERY").first()).toBeVisible();
});

/** Messages accepted before the loss of Milano that the copy which serves now does not hold. */
async function lostByTruth(stand: Stand): Promise<number> {
  return Number((await stand.truth()).lost);
}

async function heldIn(stand: Stand, instance: string): Promise<number> {
  const truth = (await stand.truth()) as { readonly instances: Record<string, { readonly messageCount: number }> };
  return truth.instances[instance]?.messageCount ?? 0;
}
