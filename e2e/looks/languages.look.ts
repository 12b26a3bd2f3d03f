import { type Browser, expect, type Page, test } from "@playwright/test";
import { sampledOften } from "#e2e/journey.ts";
import { administrator, type operator, secondOperator, signIn } from "#e2e/pages.ts";
import { openStand, type Stand } from "#e2e/stand.ts";
import { englishOn, expectWhole } from "#e2e/texts-on.ts";
import { chapters, tellStory } from "./story.ts";

const languages = ["it", "pt-BR", "fr", "de", "es", "en-XA"];

for (const chapter of chapters)
  test(`every language is whole, fits at both widths, and the pseudo-language shows no plain English: ${chapter}`, async ({
    page,
    browser,
  }) => {
    test.setTimeout(3_600_000);
    const stand = await openStand(sampledOften);
    const readers = [secondOperator, administrator].map((who) => readerOf(browser, stand, who));
    const look = async (told: Page, name: string) => {
      if (name === "sign-in" || name === "health-out-of-touch") return;
      const reader = await readers[/^(people|person|setup|link)/.test(name) ? 1 : 0]?.();
      if (reader === undefined) return;
      const cookie = { name: "language", url: stand.baseUrl };
      for (const value of languages) {
        await reader.context().addCookies([{ ...cookie, value }]);
        await reader.setViewportSize({ width: 1440, height: 900 });
        await reader.goto(told.url());
        await expect(reader.locator("html")).toHaveAttribute("lang", value);
        await expect(reader.getByRole("heading", { level: 1 }).filter({ visible: true })).toBeVisible();
        await expectWhole(reader, `${name}, ${value}`);
        if (value === "en-XA") expect.soft(await englishOn(reader), name).toEqual([]);
      }
      await reader.context().addCookies([{ ...cookie, value: "en" }]);
    };
    try {
      await tellStory({ page, browser, stand, look }, chapter);
    } finally {
      await stand.close();
    }
  });

/** Somebody who has chosen no language, signed in when first asked for: the browser's cookie counts. */
function readerOf(browser: Browser, stand: Stand, who: typeof operator): () => Promise<Page> {
  let page: Promise<Page> | null = null;
  const open = async () => {
    const opened = await (await browser.newContext()).newPage();
    await signIn(opened, stand, who);
    return opened;
  };
  return () => (page ??= open());
}
