import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CDPSession, expect, type Locator, type Page } from "@playwright/test";
import { root } from "#e2e/engine/processes.ts";
import { test } from "#e2e/journey.ts";
import { tabTo } from "#e2e/keyboard.ts";
import { operator, shown } from "#e2e/pages.ts";
import { focusOf, heard, listenToRegions } from "./heard.ts";

/** What is written down: each stop of the focus as the accessibility tree has it, and between them what the live regions said. */
const walk: string[] = [];
let cdp: CDPSession;

async function note(page: Page, what: string): Promise<void> {
  for (const each of await heard(page)) walk.push(`  says ${each}`);
  walk.push(what);
}

async function stop(page: Page, target: Locator, keys = ""): Promise<void> {
  await tabTo(page, target);
  await note(page, `focus: ${await focusOf(cdp)}`);
  if (keys === "") return;
  await page.keyboard.type(keys);
}

async function press(page: Page, key: string): Promise<void> {
  await note(page, `key: ${key}`);
  await page.keyboard.press(key);
}

async function outline(page: Page, name: string): Promise<void> {
  await note(page, `page: ${name}, “${await page.title()}”`);
  const headings = await page
    .getByRole("heading")
    .filter({ visible: true })
    .evaluateAll((all) => all.map((each) => `  h${each.tagName.slice(1)} ${(each.textContent ?? "").trim()}`));
  walk.push(...headings);
}

test("a failover by keyboard, written down as Chromium's accessibility tree and the live regions tell it", async ({
  page,
  stand,
}) => {
  test.setTimeout(900_000);
  await page.addInitScript(listenToRegions);
  cdp = await page.context().newCDPSession(page);
  await cdp.send("Accessibility.enable");
  await page.goto(`${stand.baseUrl}/sign-in`);
  await outline(page, "sign-in");
  await stop(page, page.getByLabel("User name (email)"), operator.email);
  await stop(page, page.getByLabel("Password"), operator.password);
  await stop(page, page.getByRole("button", { name: "Sign in", exact: true }));
  await press(page, "Enter");
  await expect(shown(page, "Protected", { exact: true }).first()).toBeVisible({ timeout: 120_000 });
  await outline(page, "overview");
  await page.keyboard.press("Tab");
  await note(page, `first Tab: ${await focusOf(cdp)}`);
  await press(page, "Enter");
  await page.keyboard.press("Tab");
  await note(page, `after the skip link, Tab: ${await focusOf(cdp)}`);
  await press(page, "?");
  await expect(page.getByRole("dialog", { name: "Shortcuts" })).toBeVisible();
  await note(page, `focus: ${await focusOf(cdp)}`);
  await press(page, "Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await note(page, `the focus is back: ${await focusOf(cdp)}`);
  await press(page, "Control+k");
  await expect(page.getByRole("option").first()).toBeVisible({ timeout: 30_000 });
  await note(page, `focus: ${await focusOf(cdp)}`);
  await press(page, "Escape");
  await stand.site("home", false);
  await expect(shown(page, "Milano does not answer")).toBeVisible({ timeout: 120_000 });
  await press(page, "g");
  await press(page, "f");
  await expect(page.getByRole("heading", { level: 1, name: "Failover" })).toBeVisible();
  await outline(page, "failover");
  await stop(page, page.getByRole("radio", { name: /from Milano to Torino/ }));
  await stop(page, page.getByRole("button", { name: "Make the plan" }));
  await press(page, "Enter");
  await expect(page.getByRole("heading", { level: 1, name: /^Plan / })).toBeVisible({ timeout: 120_000 });
  await outline(page, "plan");
  await stop(page, page.getByLabel("Reason and ticket"), "INC-48213, power loss in Milano");
  await stop(page, page.getByLabel(/^Type Torino to confirm/), "torino");
  await stop(page, page.getByRole("button", { name: /Start failover to Torino/ }));
  await press(page, "Enter");
  await expect(page.getByRole("heading", { name: "Decision needed: point of no return" })).toBeFocused({
    timeout: 120_000,
  });
  await note(page, `focus: ${await focusOf(cdp)}`);
  await outline(page, "run, point of no return");
  await press(page, "a");
  await note(page, `focus: ${await focusOf(cdp)}`);
  for (const instance of ["sqlmi01", "sqlmi02"]) {
    const group = page.getByRole("group", { name: new RegExp(instance) });
    await stop(page, group.getByLabel("What was switched off"), "Power of rack 4 is off");
    await stop(page, group.getByLabel(/^Confirmed by/), "Marta Riva, site security");
    await stop(page, group.getByRole("button", { name: "Set to now" }));
    await press(page, "Space");
  }
  await stop(page, page.getByLabel(/^Type Torino to confirm/), "Torino");
  await stop(page, page.getByRole("button", { name: "Bring mgc online" }));
  await press(page, "Enter");
  await expect(shown(page, /^The run (succeeded|is through)/)).toBeVisible({ timeout: 180_000 });
  await note(page, `focus: ${await focusOf(cdp)}`);
  await outline(page, "run, finished");
  mkdirSync(join(root, ".data"), { recursive: true });
  writeFileSync(join(root, ".data/walk.txt"), `${walk.join("\n")}\n`);
  // Every stop has a role that says what it is and a name that says what for.
  expect(walk.filter((line) => /focus: (generic|none|\?|\w+ “”)/.test(line))).toEqual([]);
});
