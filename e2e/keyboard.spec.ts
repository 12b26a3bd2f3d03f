import { expect } from "@playwright/test";
import { test } from "./journey.ts";
import { tabTo, typeInto } from "./keyboard.ts";
import { operator, shown } from "./pages.ts";

test("fails over to Torino with the keyboard alone, and Enter in a field never sends the act that cannot be undone", async ({
  page,
  stand,
}) => {
  test.setTimeout(420_000);
  await page.goto(`${stand.baseUrl}/sign-in`);
  await typeInto(page, "User name (email)", operator.email);
  await typeInto(page, "Password", operator.password);
  await tabTo(page, page.getByRole("button", { name: "Sign in", exact: true }));
  await page.keyboard.press("Enter");
  await expect(shown(page, "Protected", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  // Dozens of ages that are told anew each second make a screen reader drop what matters: they are read by the minute.
  expect(await page.locator("body").ariaSnapshot()).toMatch(/less than 1 min ago/);
  expect(await page.locator("body").ariaSnapshot()).not.toMatch(/\d s ago/);

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("option", { name: /^Glossary/ }).first()).toBeVisible({ timeout: 30_000 });
  // A field that points at an option before one was chosen has that option read aloud in place of itself.
  await expect(page.getByRole("combobox", { name: /^Type a page/ })).not.toHaveAttribute("aria-activedescendant");
  await page.keyboard.type("point of no");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Glossary" })).toBeVisible();
  await expect(page).toHaveURL(/glossary#point-of-no-return$/);
  await page.keyboard.press("g");
  await page.keyboard.press("f");
  await expect(page.getByRole("heading", { level: 1, name: "Failover" })).toBeVisible();
  await tabTo(page, page.getByRole("radio", { name: /from Milano to Torino/ }));
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: /Mirror failover/ })).toBeChecked();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("radio", { name: /from Milano to Torino/ })).toBeChecked();
  // Only now: with Milano away the mirror failover is closed as soon as the console has seen it.
  await stand.site("home", false);
  await tabTo(page, page.getByRole("button", { name: "Make the plan" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: /^Plan / })).toBeFocused({ timeout: 60_000 });
  await expect(page).toHaveTitle(/^(?!(.*Not proven ·){2})/);

  await typeInto(page, "Reason and ticket", "INC-48213, power loss in Milano");
  await typeInto(page, /^Type Torino to confirm/, "torino");
  await tabTo(page, page.getByRole("button", { name: /Start failover to Torino/ }));
  await page.keyboard.press("Enter");
  const heading = page.getByRole("heading", { name: "Decision needed: point of no return" });
  await expect(heading).toBeFocused({ timeout: 90_000 });
  await expect(page).toHaveTitle(/^Decision needed/);

  await page.keyboard.press("a");
  const bringOnline = page.getByRole("radio", { name: /^Bring mgc online/ });
  await expect(bringOnline).toBeChecked();
  for (const instance of ["sqlmi01", "sqlmi02"]) {
    const group = page.getByRole("group", { name: new RegExp(instance) });
    await tabTo(page, group.getByLabel("What was switched off"));
    await page.keyboard.type("Power of rack 4 is off");
    await tabTo(page, group.getByLabel(/^Confirmed by/));
    await page.keyboard.type("Marta Riva, site security");
    await tabTo(page, group.getByRole("button", { name: "Set to now" }));
    await page.keyboard.press("Space");
    await expect(group.getByRole("status")).toHaveText(/^Set to 20\d\d-/);
  }
  await typeInto(page, /^Type Torino to confirm/, "Torino");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  expect((await stand.truth()).writable, "nothing was sent").toEqual([]);
  await expect(heading).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: "Bring mgc online" }));
  await page.keyboard.press("Enter");
  // The question is gone with the button that had the focus: it goes to the run's title, not to the top of the page.
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(shown(page, /^The run (succeeded|is through)/)).toBeVisible({ timeout: 90_000 });
  expect((await stand.truth()).writable).toEqual(["sqlto01\\PCHAT"]);
});
