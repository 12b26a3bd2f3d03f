import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { root } from "#e2e/engine/processes.ts";
import { sampledOften } from "#e2e/journey.ts";
import { openStand } from "#e2e/stand.ts";
import { chapters, tellStory } from "./story.ts";

const folder = join(root, ".data/pictures");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** One picture of the whole page in each theme at each width, axe with each, and forced colours once. */
async function look(page: Page, name: string): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, 0));
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
      const { violations } = await axe.withTags(rules).analyze();
      const found = violations.flatMap((each) => each.nodes.map((node) => `${each.id} ${node.target}`));
      expect.soft(found, `${name}, ${width} px, ${colorScheme}`).toEqual([]);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(wide, `${name} has no sideways scrolling at ${width} px`).toBeLessThanOrEqual(width);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
  await page.screenshot({ path: join(folder, `${name}-forced-colours.png`), fullPage: true });
  const moving = await page.evaluate(
    () => document.getAnimations().filter((each) => each.playState === "running").length,
  );
  expect.soft(moving, `${name} keeps still where motion is not wanted`).toBe(0);
  await page.emulateMedia({ colorScheme: "light", forcedColors: "none", media: "print" });
  await page.setViewportSize({ width: 794, height: 1123 }); // A4 at 96 dots an inch
  await page.screenshot({ path: join(folder, `${name}-print.png`), fullPage: true });
  await expect.soft(page.getByRole("navigation").filter({ visible: true }), `${name} prints no menu`).toHaveCount(0);
  await page.emulateMedia({ colorScheme: "light", media: "screen" });
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** All pictures on one page, to be looked at beside the design. */
function writeIndex(): void {
  const files = readdirSync(folder).filter((name) => name.endsWith(".png"));
  const figures = files.map(
    (file) => `<figure><img src="${file}" loading="lazy"><figcaption>${file}</figcaption></figure>`,
  );
  const style =
    "body{display:flex;flex-wrap:wrap;gap:12px;font:13px sans-serif}figure{margin:0}img{height:480px;border:1px solid #ccc}";
  writeFileSync(
    join(folder, "index.html"),
    `<!doctype html><title>Pictures</title><style>${style}</style>${figures.join("")}`,
  );
}

for (const chapter of chapters)
  test(`light and dark, wide and narrow, in forced colours and on paper, with axe: ${chapter}`, async ({
    page,
    browser,
  }) => {
    test.setTimeout(3_600_000);
    mkdirSync(folder, { recursive: true });
    const stand = await openStand(sampledOften);
    try {
      await tellStory({ page, browser, stand, look }, chapter);
    } finally {
      writeIndex();
      await stand.close();
    }
  });
