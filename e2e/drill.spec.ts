import { readFileSync, writeFileSync } from "node:fs";
import { test as base, expect } from "@playwright/test";
import { sampledOften } from "./journey.ts";
import { makePlan, operator, shown, signIn, startRun } from "./pages.ts";
import { openStand, type Stand } from "./stand.ts";

/** A marker is written every day into the room "Treasury". */
const asked = `  chatRoomUri: ma-chan://contoso.local/6f0b4d1c-5d2b-4c5e-9c41-0c7b1e6a2106\n  dailyMarker: true`;

const test = base.extend<{ stand: Stand }>({
  stand: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs, and this one needs nothing.
    async ({}, use) => {
      const stand = await openStand(sampledOften, async ({ poolFile }) => {
        const text = readFileSync(poolFile, "utf8");
        writeFileSync(
          poolFile,
          text.replace(/^ +registrar: .*$/m, (line) => `${line}\n${asked}`),
        );
      });
      await use(stand);
      await stand.close();
    },
    { timeout: 150_000 },
  ],
});

test("a drill operator rehearses a failover: users stay, nothing is left, and the plan page then says what was exercised", async ({
  page,
  stand,
}) => {
  test.setTimeout(360_000);
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

  await page.getByRole("link", { name: "Report" }).click();
  await expect(page.getByRole("main").getByText("The newest marker is on this copy.")).toBeVisible();

  await page.goto(`${stand.baseUrl}/health/charts?range=1h`);
  const lost = page.getByRole("region", { name: "Chat that would be lost" });
  // Figures are kept every 15 seconds: a console that has just been started has none yet.
  await expect(async () => {
    await page.reload();
    await expect(lost.getByRole("listitem").first()).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 180_000 });
  await expect(shown(page, "As of").first()).toBeVisible();
  for (const range of ["1 hour", "24 hours", "7 days", "30 days", "90 days"]) {
    await page.getByRole("link", { name: range, exact: true }).click();
    await expect(page.getByRole("link", { name: range, exact: true })).toHaveAttribute("aria-current", "true");
    // Target and run stand in the picture itself.
    await expect(lost.getByText("Target 15", { exact: true })).toBeVisible();
    await expect(lost.getByText("R-0001", { exact: true })).toBeVisible();
    await expect(lost.getByRole("listitem").first()).toContainText(/now [\d.]+ .*highest/);
  }
  await page.getByLabel("Figure").selectOption({ label: "Response of each instance" });
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("region", { name: "Response of each instance" }).getByText(/^Limit 1/)).toBeVisible();

  // The first point of the day is kept when the chain has been read; an open page asks for the day again every five minutes.
  await expect(async () => {
    await page.goto(stand.baseUrl);
    const day = page.getByRole("img", { name: /^Recovery point of the last 24 hours: highest .*, target 15 min/ });
    await expect(day).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 120_000 });

  await page.goto(`${stand.baseUrl}/failover`);
  const drill = page.getByRole("radio", { name: /Drill, harmless/ });
  await expect(drill).toHaveAccessibleDescription(/All its steps were really exercised/);
  await expect(page.getByRole("radio", { name: /^Failover: from/ })).toHaveAccessibleDescription(
    /None of its steps was ever really exercised here/,
  );
});
