import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { root } from "./engine/processes.ts";
import { operator, secondOperator } from "./pages.ts";
import { openStand, type Stand } from "./stand.ts";
import { englishOn, expectWhole } from "./texts-on.ts";

const names = {
  en: "English",
  it: "Italiano",
  "pt-BR": "Português (Brasil)",
  fr: "Français",
  de: "Deutsch",
  es: "Español",
};
const fileOf = (language: string) => join(root, "messages", `${language}.json`);
const offered = Object.entries(names).filter(([language]) => existsSync(fileOf(language)));

type Texts = { readonly [key: string]: string | Texts };

/** The texts of a language, by key; `with` fills placeholders in. */
function textsOf(language: string) {
  const all = JSON.parse(readFileSync(fileOf(language), "utf8")) as Texts;
  return (key: string, values: Readonly<Record<string, string>> = {}): string => {
    let at: string | Texts | undefined = all;
    for (const part of key.split(".")) at = typeof at === "object" ? at[part] : undefined;
    if (typeof at !== "string") throw new Error(`no text ${key} in ${language}`);
    return at.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole).replaceAll("''", "'");
  };
}

const places = [
  ["/health", "health.title"],
  ["/alerts", "alerts.title"],
  ["/failover", "failover.title"],
  ["/approvals", "approval.list.title"],
  ["/history", "history.title"],
  ["/settings", "settings.title"],
  ["/account", "account.title"],
  ["/glossary", "glossary.title"],
  ["/stranded", "stranded.title"],
] as const;

let stand: Stand;
test.beforeAll(async () => {
  stand = await openStand();
});
test.afterAll(async () => {
  await stand.close();
});

async function signInWith(page: Page, t: ReturnType<typeof textsOf>, who = operator): Promise<void> {
  await page.getByLabel(t("signIn.email")).fill(who.email);
  await page.getByLabel(t("signIn.password"), { exact: true }).fill(operator.password);
  await page.getByRole("button", { name: t("signIn.do"), exact: true }).click();
  await expect(page).toHaveURL(`${stand.baseUrl}/`);
}

async function visitAll(page: Page, t: ReturnType<typeof textsOf>): Promise<void> {
  for (const [path, title] of places) {
    await page.goto(`${stand.baseUrl}${path}`);
    await expect(page.getByRole("heading", { level: 1, name: t(title) })).toBeVisible({ timeout: 30_000 });
    await expectWhole(page, path);
  }
}

for (const [language, name] of offered) {
  test(`the pages speak ${name}, which is kept with the person`, async ({ page, context }) => {
    test.setTimeout(180_000);
    const t = textsOf(language);
    await page.goto(`${stand.baseUrl}/sign-in`);
    if (offered.length > 1) await page.getByRole("button", { name, exact: true }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await signInWith(page, t);
    // Chosen again while signed in, it is the person's: a browser that knows nothing of it has it too.
    if (offered.length > 1) {
      await page.getByRole("complementary").getByText("Giulia Ferri").first().click();
      await page.getByRole("complementary").getByRole("button", { name, exact: true }).click();
    }
    await expect(page.getByRole("heading", { level: 1, name: t("overview.title") })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await expectWhole(page, "overview");
    await visitAll(page, t);
    if (offered.length < 2) return;
    await context.clearCookies({ name: "language" });
    await page.goto(`${stand.baseUrl}/glossary`);
    await expect(page.getByRole("heading", { level: 1, name: t("glossary.title") })).toBeVisible();
  });
}

test("the pseudo-language shows no plain English, and what is 40 % longer still fits", async ({ page, context }) => {
  test.setTimeout(180_000);
  const t = textsOf("en-XA");
  await context.addCookies([{ name: "language", value: "en-XA", url: stand.baseUrl }]);
  await page.goto(`${stand.baseUrl}/sign-in`);
  // Nobody has chosen a language for him.
  await signInWith(page, t, secondOperator);
  await expect(page.getByRole("heading", { level: 1, name: t("overview.title") })).toBeVisible();
  expect.soft(await englishOn(page), "overview").toEqual([]);
  await expectWhole(page, "overview");
  for (const [path, title] of places) {
    await page.goto(`${stand.baseUrl}${path}`);
    await expect(page.getByRole("heading", { level: 1, name: t(title) })).toBeVisible({ timeout: 30_000 });
    expect.soft(await englishOn(page), path).toEqual([]);
    await expectWhole(page, path);
  }
  await page.goto(`${stand.baseUrl}/failover`);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole("radio", { name: t("failover.mirror-failover.title", { home: "Milano" }) }).check();
  await page.getByRole("button", { name: t("failover.make") }).click();
  await expect(page.getByRole("heading", { level: 2, name: t("plan.steps.title") })).toBeVisible({ timeout: 90_000 });
  await page.evaluate(() => {
    for (const each of document.querySelectorAll("details")) each.open = true;
  });
  expect.soft(await englishOn(page), "plan").toEqual([]);
  await expectWhole(page, "plan");
});
