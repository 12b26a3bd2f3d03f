import { expect } from "@playwright/test";
import { test } from "./journey.ts";
import { makePlan, operator, shown, signIn, startRun } from "./pages.ts";

test("a drill operator rehearses a failover: users stay, nothing is left, and the plan page then says what was exercised", async ({
  page,
  stand,
}) => {
  test.setTimeout(240_000);
  await signIn(page, stand, { ...operator, email: "sara.bianchi@contoso.local" });
  // The first log backups after the start of the lab.
  await expect(async () => {
    await makePlan(page, stand, /Drill, harmless/);
    await expect(page.getByText("No blocking check").filter({ visible: true })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 120_000 });
  await expect(shown(page, "Never really exercised.").first()).toBeVisible();
  await startRun(page, { reason: "Monthly drill", site: "Torino", button: /Start drill, chat stays/ });
  await expect(shown(page, "The run succeeded.")).toBeVisible({ timeout: 120_000 });
  await expect(shown(page, /nothing of the drill is left/).first()).toBeVisible();
  const truth = (await stand.truth()) as { readonly instances: Record<string, { readonly databases: string[] }> };
  expect(truth.instances["sqlto01\\PCHAT"]?.databases).not.toContain("mgc_drill");

  await page.goto(`${stand.baseUrl}/failover`);
  const drill = page.getByRole("radio", { name: /Drill, harmless/ });
  await expect(drill).toHaveAccessibleDescription(/All its steps were really exercised/);
  await expect(page.getByRole("radio", { name: /^Failover: from/ })).toHaveAccessibleDescription(
    /None of its steps was ever really exercised here/,
  );
});
