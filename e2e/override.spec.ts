import { expect } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { test } from "./journey.ts";
import { confirmPointOfNoReturn, makePlan, manager, shown, signIn, startRun } from "./pages.ts";

test("Milano comes back in the middle: one person only proposes to pass rule 1, a second one confirms on a screen of their own", async ({
  page,
  browser,
  stand,
}) => {
  test.setTimeout(420_000);
  await signIn(page, stand);
  await expect(shown(page, "Protected", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  await stand.site("home", false);
  await makePlan(page, stand, /from Milano to Torino/);
  // Nothing that is silent is good, however many ways it was asked.
  const sheet = page.getByRole("group").filter({ has: page.getByRole("heading", { name: "Fencing sheet" }) });
  await sheet.getByRole("heading", { name: "Fencing sheet" }).click();
  const milano = sheet.getByRole("region", { name: "What sqlmi01\\PCHAT was asked" });
  await expect(milano.getByRole("row", { name: /TCP connection/ })).toContainText("Proves nothing");
  await startRun(page, { reason: "INC-48400", site: "Torino", button: /Start failover to Torino/ });
  await expect(page.getByRole("heading", { name: "Decision needed: point of no return" })).toBeVisible({
    timeout: 120_000,
  });
  // Without its Agent home writes no log backups, each of which the run would first apply.
  await stand.fault("agent-stopped", true, "sqlmi01\\PCHAT");
  await stand.site("home", true);
  // The copy at home recovers first: what is confirmed must still be so when it is used.
  await expect(async () => expect((await stand.truth()).writable).toEqual(["sqlmi01\\PCHAT"])).toPass({
    timeout: 60_000,
  });
  await confirmPointOfNoReturn(page, "Torino");

  await page.getByRole("radio", { name: /^Override the rule/ }).check({ timeout: 180_000 });
  // The sheet was taken anew for this question, and stands open beside it.
  await expect(milano.getByRole("row", { name: /Login and mgc/ })).toContainText("May write");
  await expect(milano.getByRole("row", { name: /Own eyes/ })).toContainText("Marta Riva, site security");
  await page.getByLabel("Reason").first().fill("Milano is cut off from every user");
  await page.getByRole("button", { name: "Override the rule" }).click();
  await expect(shown(page, "An override of rule 1 waits for a second person")).toBeVisible();
  await page.getByRole("link", { name: "Open the second person's screen." }).click();
  await expect(shown(page, "You proposed this.", { exact: false })).toBeVisible();
  await expect(page.getByRole("button", { name: "Confirm the override" })).toHaveCount(0);
  expect((await stand.truth()).writable).toEqual(["sqlmi01\\PCHAT"]);

  const second = await (await browser.newContext()).newPage();
  await signIn(second, stand, manager);
  await second.goto(page.url());
  await expect(shown(second, "Milano is cut off from every user")).toBeVisible();
  await expectAccessible(second, "override");
  await second.getByLabel("To confirm, type Torino", { exact: false }).fill("Torino");
  await second.getByRole("button", { name: "Confirm the override" }).click();
  await expect(shown(second, "confirmed by a second person, Anna Rossi", { exact: false })).toBeVisible();
  await expect(async () => expect((await stand.truth()).writable).toContain("sqlto01\\PCHAT")).toPass({
    timeout: 60_000,
  });
  await second.goto(`${stand.baseUrl}/stranded`);
  await expect(shown(second, /^Counted|Counted /).first()).toBeVisible({ timeout: 60_000 });
  await expectAccessible(second, "stranded");
});
