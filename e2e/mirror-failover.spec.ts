import { expect } from "@playwright/test";
import { test } from "./journey.ts";
import { makePlan, shown, signIn, startRun } from "./pages.ts";

test("makes the home mirror the principal although the console is killed in mid-act, and resumes from what it finds", async ({
  page,
  stand,
}) => {
  test.setTimeout(240_000);
  await signIn(page, stand);
  await stand.fault("cmdlet-hang", true, "Invoke-CsDatabaseFailover");
  await makePlan(page, stand, /Mirror failover inside Milano/);
  await startRun(page, {
    reason: "INC-48301, sqlmi01 has a failing disk",
    site: "Milano",
    button: /Start mirror failover/,
  });
  await expect(shown(page, "Invoke-CsDatabaseFailover").filter({ visible: true }).first()).toBeVisible();

  await stand.killConsole();
  await stand.startConsole();
  // The page finds its way back by itself.
  await expect(page.getByRole("heading", { name: "Decision needed: the run was cut off" })).toBeVisible({
    timeout: 90_000,
  });
  // The killed console's shell lives on and still has the cmdlet: nothing is looked at for a decision, and nothing sent, before it is gone.
  await expect(page.getByRole("region", { name: "Decision needed: the run was cut off" })).toContainText(
    /fail-over-mirror\s*running/,
  );
  await page.getByRole("radio", { name: /^Resume the run/ }).check();
  await page.getByRole("button", { name: "Resume the run", exact: true }).first().click();

  await expect(shown(page, "A server may still be at work for this run")).toBeVisible();
  await stand.fault("cmdlet-hang", false, "Invoke-CsDatabaseFailover");

  // Whether the killed console's cmdlet took effect is not taken on trust: it did not, so a person orders it again.
  await expect(
    page.getByRole("heading", { name: "Decision needed: it is not known whether an act took effect" }),
  ).toBeVisible({ timeout: 60_000 });
  await page.getByRole("radio", { name: /^Try again/ }).check();
  await page.getByRole("button", { name: "Try again", exact: true }).click();
  await expect(shown(page, "The run succeeded.")).toBeVisible({ timeout: 60_000 });
  const truth = (await stand.truth()) as { readonly instances: Record<string, { readonly role: string }> };
  expect(truth.instances["sqlmi02\\PCHAT"]?.role).toBe("PRINCIPAL");

  await page.goto(`${stand.baseUrl}/history`);
  await expect(page.getByRole("row", { name: /^R-0001 Run report/ })).toContainText("Mirror failover");
});
