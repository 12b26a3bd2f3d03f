import { chromium, type Page } from "@playwright/test";
import type { Stand } from "#e2e/stand.ts";

/** A page in a Chromium of its own, signed in by these cookies; `watch` runs in it before the console's code. */
export async function openPage(
  stand: Stand,
  { cookie, watch }: { readonly cookie: string; readonly watch: () => void },
): Promise<{ readonly page: Page; readonly close: () => Promise<void> }> {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const cookies = cookie.split("; ").map((each) => each.split(/=(.*)/s));
  await context.addCookies(cookies.map(([name = "", value = ""]) => ({ name, value, url: stand.baseUrl })));
  // The loader that runs this file names functions by a helper of its own, which a page does not have.
  await context.addInitScript("globalThis.__name = (f) => f");
  await context.addInitScript(watch);
  return { page: await context.newPage(), close: () => browser.close() };
}
