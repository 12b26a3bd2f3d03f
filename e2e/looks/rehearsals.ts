import { expect } from "@playwright/test";
import { confirmPointOfNoReturn, makePlan, shown, startRun } from "#e2e/pages.ts";
import type { Teller } from "./teller.ts";

/** A harmless drill with its report, then a planned switchover and what it leaves to a person. */
export async function rehearse(teller: Teller): Promise<void> {
  await drill(teller);
  await switchover(teller);
}

async function drill({ page, stand, look }: Teller): Promise<void> {
  // The first log backups after the start of the lab.
  await expect(async () => {
    await makePlan(page, stand, /Drill, harmless/);
    await expect(shown(page, "No blocking check")).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 120_000 });
  await startRun(page, { reason: "Monthly drill", site: "Torino", button: /Start drill, chat stays/ });
  await look(page, "run-drill");
  await expect(shown(page, "The run succeeded.")).toBeVisible({ timeout: 120_000 });
  await look(page, "run-drill-finished");
  await page.getByRole("link", { name: "Report" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Separate clocks" })).toBeVisible();
  await look(page, "report-drill");
  await page.goto(`${stand.baseUrl}/failover`);
  await look(page, "failover-drilled");
}

async function switchover({ page, stand, look }: Teller): Promise<void> {
  await makePlan(page, stand, /^Switchover/);
  await startRun(page, { reason: "CHG-11007, move to Torino", site: "Torino", button: /Start switchover to Torino/ });
  await confirmPointOfNoReturn(page, "Torino");
  await expect(shown(page, /^The run (succeeded|is through)/)).toBeVisible({ timeout: 180_000 });
  await expect(page.getByRole("heading", { name: /^Log shipping back to Milano/ })).toBeVisible();
  await look(page, "run-switchover-finished");
  await page.goto(stand.baseUrl);
  await look(page, "overview-switched");
}
