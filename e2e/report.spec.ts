import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { root } from "#e2e/engine/processes.ts";
import { expectAccessible } from "./accessible.ts";
import { test } from "./journey.ts";
import { chatFor, confirmPointOfNoReturn, makePlan, manager, signIn, startRun } from "./pages.ts";
import { textOfPdf } from "./text-of-pdf.ts";

test("reports a failover from its journal, agrees with the lab's truth, is signed off, and stands on paper", async ({
  page,
  stand,
}) => {
  test.setTimeout(420_000);
  await signIn(page, stand);
  await chatFor(stand, 40);
  await stand.site("home", false);
  await makePlan(page, stand, /from Milano to Torino/);
  const byHand = async () => {
    const paper = await page.request.get(`${page.url().replace(/\/(plans|runs)\//, "/api/$1/")}/paper`);
    return textOfPdf(await paper.body());
  };
  const planned = await byHand();
  expect(planned).toMatch(/On sqlto01\\PCHAT · to do · mgc_\d{14}\.trn, LSN \d+ to \d+/);
  expect(planned).toContain("Expected: RESTORE LOG successfully processed");
  expect(planned).not.toMatch(/· done \d\d:/);
  await startRun(page, { reason: "INC-48213, power loss", site: "Torino", button: /Start failover to Torino/ });
  await expect(page.getByRole("heading", { name: /point of no return/i }).first()).toBeVisible({ timeout: 180_000 });
  const halfway = await byHand();
  expect(halfway).toMatch(/On sqlto01\\PCHAT · done \d\d:\d\d:\d\d/);
  expect(halfway).toMatch(/On sqlto01\\PCHAT · to do\s*RESTORE DATABASE N'mgc' WITH RECOVERY/);
  await confirmPointOfNoReturn(page, "Torino");
  await expect(page.getByText(/^The run (succeeded|is through)/)).toBeVisible({ timeout: 180_000 });

  await page.getByRole("link", { name: "Report" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Failover, Milano to Torino" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: "Separate clocks" })).toBeVisible();
  const truth = await stand.truth();
  const said =
    (await page
      .getByText(/^Between \d+ and \d+ messages were lost/)
      .first()
      .textContent()) ?? "";
  const [, fewest, most] = /Between (\d+) and (\d+)/.exec(said) ?? [];
  expect(Number(truth.lost)).toBeGreaterThanOrEqual(Number(fewest));
  expect(Number(truth.lost)).toBeLessThanOrEqual(Number(most));
  for (const asked of [
    "Are compliance records complete?",
    "Are files in chat rooms available?",
    "Are we still supported?",
  ])
    await expect(page.getByRole("listitem").filter({ hasText: asked })).toContainText("Beyond the console");
  await expect(page.getByText("> RESTORE DATABASE N'mgc' WITH RECOVERY")).toBeVisible();
  await expectAccessible(page, "report");

  const address = page.url();
  const taken = await page.request.get(`${address.replace("/runs/", "/api/runs/").replace("/report", "/evidence")}`);
  const file = join(stand.dir, "evidence.jsonl");
  writeFileSync(file, await taken.text());
  const verified = spawnSync(process.execPath, [join(root, "scripts/verify-evidence.mjs"), file], { encoding: "utf8" });
  const [, head] = /^whole: \d+ records, \d+ seals, last hash ([0-9a-f]{64})/.exec(verified.stdout) ?? [];
  await expect(page.getByText(head ?? "no verdict")).toBeVisible();

  await page.context().clearCookies();
  await signIn(page, stand, manager);
  await page.goto(address);
  await page.getByLabel("Comment").fill("Read with the board.");
  await page.getByRole("button", { name: "Sign this run off" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Read with the board." })).toContainText("Anna Rossi");

  const paper = await page.request.get(`${address.replace("/runs/", "/api/runs/")}?output=all`);
  const pdf = await textOfPdf(await paper.body());
  expect(pdf).toContain("RESTORE DATABASE N'mgc' WITH RECOVERY");
  expect(pdf).toContain("Read with the board.");
  expect(pdf).toContain(head ?? "no verdict");
});
