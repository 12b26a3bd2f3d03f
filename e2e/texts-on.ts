import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { root } from "./engine/processes.ts";

type Texts = { readonly [key: string]: string | Texts };

const areas = Object.keys(JSON.parse(readFileSync(join(root, "messages/en.json"), "utf8")) as Texts).join("|");
const rawKey = new RegExp(`(?:^|\\s)(?:${areas})\\.[\\w-]+(?:\\.[\\w-]+)*(?=\\s|$)`);

/** Nothing is shown by its key, and nothing has to be scrolled sideways. */
export async function expectWhole(page: Page, where: string): Promise<void> {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const { text, wide } = await page.evaluate(() => ({
      // biome-ignore lint/performance/useDomNodeTextContent: what is drawn, not what is hidden
      text: document.body.innerText,
      wide: document.documentElement.scrollWidth,
    }));
    expect.soft(rawKey.exec(text)?.[0], `${where} shows a key`).toBeUndefined();
    expect.soft(wide, `${where} has no sideways scrolling at ${width} px`).toBeLessThanOrEqual(width);
  }
}

/** What people and servers wrote, inside sentences of ours. */
const written = [
  "INC-48213, power loss in Milano",
  "This operation might require other privileges. The RPC server is unavailable.",
  "Cannot open Service Control Manager on computer",
  "The Job was invoked by Schedule.",
  "The Job was invoked by User console.",
  "The last step to run was step",
  "(Log shipping copy job step.)",
  "The job succeeded.",
];

/** What stands on the page in plain English, commands and what people wrote left out: only the pseudo-language can tell. */
export function englishOn(page: Page): Promise<readonly string[]> {
  return page.evaluate((written) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.parentElement?.closest("code, pre, kbd, script, style, [lang]:not(html), template")) continue;
      const text = written.reduce((left, words) => left.replaceAll(words, ""), node.textContent ?? "");
      if (text.includes(" = ")) continue; // an option of a server, as it names it
      if (text === "PersistentChat log backup mgc") continue; // a job's name
      if (text.startsWith("unreachable, attested by ")) continue; // a word of rule 1, read again as it was recorded
      if (/(?<![\w.\\/-])[a-z]{2,} [a-z]{2,} [a-z]{2,}(?![\w.\\/-])/.test(text)) found.push(text);
    }
    return found;
  }, written);
}
