import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** No finding of axe in either theme at either width, and nothing to scroll sideways, also at 200 % zoom. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      // No page has a frame: one pass in the page itself is all, and half the time.
      const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
      const { violations } = await axe.withTags(rules).analyze();
      const found = violations.flatMap((each) =>
        each.nodes.map((node) => `${each.id} ${node.target} ${node.failureSummary}`),
      );
      expect.soft(found, `${name}, ${width} px, ${colorScheme}`).toEqual([]);
    }
  }
  for (const width of [1440, 1024, 720, 390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(wide, `${name} has no sideways scrolling at ${width} px`).toBeLessThanOrEqual(width);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}
