import { expect, type Locator, type Page } from "@playwright/test";
import type { Stand } from "./stand.ts";

export const operator = { email: "giulia.ferri@contoso.local", password: "lab-Milano-Torino-1" };
export const secondOperator = { ...operator, email: "marco.conti@contoso.local" };
export const administrator = { ...operator, email: "luca.marino@contoso.local" };
export const manager = { ...operator, email: "anna.rossi@contoso.local" };

/** A text that can be seen: a page that still streams may hold a hidden copy of it. */
export function shown(page: Page, text: string | RegExp, options: { readonly exact?: boolean } = {}): Locator {
  return page.getByText(text, options).filter({ visible: true });
}

export async function signIn(page: Page, stand: Stand, who = operator): Promise<void> {
  await page.goto(`${stand.baseUrl}/sign-in`);
  await page.getByLabel("User name (email)").fill(who.email);
  await page.getByLabel("Password").fill(who.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible({ timeout: 90_000 });
}

/** Makes a plan and leaves the browser on its page. */
export async function makePlan(page: Page, stand: Stand, procedure: RegExp): Promise<void> {
  await page.goto(`${stand.baseUrl}/failover`);
  await page.getByRole("radio", { name: procedure }).check();
  await page.getByRole("button", { name: "Make the plan" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Plan / })).toBeVisible({ timeout: 60_000 });
}

export async function startRun(
  page: Page,
  to: { readonly reason: string; readonly site: string; readonly button: RegExp },
): Promise<void> {
  await page.getByLabel("Reason and ticket").fill(to.reason);
  await page.getByLabel(`Type ${to.site} to confirm`, { exact: false }).fill(to.site);
  await page.getByRole("button", { name: to.button }).click();
  // Where it stays on the plan, what the page says against it is what is worth reading.
  await expect
    .poll(async () => [page.url(), ...(await page.getByRole("alert").allTextContents())].join(" "), { timeout: 60_000 })
    .toMatch(/\/runs\//);
}

export function decision(page: Page): Locator {
  return page.getByRole("heading", { name: /^Decision needed/ });
}

/** Confirms the point of no return, giving a word for every instance that does not answer. */
export async function confirmPointOfNoReturn(page: Page, site: string): Promise<void> {
  await expect(page.getByRole("heading", { name: "Decision needed: point of no return" })).toBeVisible({
    timeout: 120_000,
  });
  await page.getByRole("radio", { name: /^Bring mgc online/ }).check();
  for (const field of await page.getByLabel("What was switched off").all()) await field.fill("Power of rack 4 is off");
  for (const field of await page.getByLabel("Confirmed by", { exact: false }).all())
    await field.fill("Marta Riva, site security");
  for (const now of await page.getByRole("button", { name: "Set to now" }).all()) await now.click();
  await page.getByLabel(`Type ${site} to confirm`, { exact: false }).fill(site);
  await page.getByRole("button", { name: "Bring mgc online" }).click();
}

/** Waits until the lab's pool has accepted so many further messages (about two in a second). */
export async function chatFor(stand: Pick<Stand, "truth">, messages: number): Promise<void> {
  const since = Number((await stand.truth()).accepted);
  await expect(async () => expect((await stand.truth()).accepted).toBeGreaterThan(since + messages)).toPass({
    timeout: 90_000,
  });
}
