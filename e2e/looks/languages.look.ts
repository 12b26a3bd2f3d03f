import { expect, type Page, test } from "@playwright/test";
import { sampledOften } from "#e2e/journey.ts";
import { secondOperator, signIn } from "#e2e/pages.ts";
import { openStand } from "#e2e/stand.ts";
import { englishOn, expectWhole } from "#e2e/texts-on.ts";
import { tellStory } from "./story.ts";

const languages = ["it", "pt-BR", "fr", "de", "es", "en-XA"];

test("every page and state speaks every language whole, fits at both widths, and the pseudo-language shows no plain English", async ({
  page,
  browser,
}) => {
  test.setTimeout(3_600_000);
  const stand = await openStand(sampledOften);
  const context = await browser.newContext();
  const reader = await context.newPage();
  let isSignedIn = false;
  const look = async (told: Page, name: string) => {
    if (name === "sign-in" || name === "health-out-of-touch") return;
    // Nobody has chosen a language for this reader: the cookie counts.
    if (!isSignedIn) await signIn(reader, stand, secondOperator);
    isSignedIn = true;
    for (const value of languages) {
      await context.addCookies([{ name: "language", value, url: stand.baseUrl }]);
      await reader.setViewportSize({ width: 1440, height: 900 });
      await reader.goto(told.url());
      await expect(reader.locator("html")).toHaveAttribute("lang", value);
      await expect(reader.getByRole("heading", { level: 1 }).filter({ visible: true })).toBeVisible();
      await expectWhole(reader, `${name}, ${value}`);
      if (value === "en-XA") expect.soft(await englishOn(reader), name).toEqual([]);
    }
    await context.addCookies([{ name: "language", value: "en", url: stand.baseUrl }]);
  };
  try {
    await tellStory({ page, browser, stand, look });
  } finally {
    await stand.close();
  }
});
