import { test as base } from "@playwright/test";
import { openStand, type Stand } from "./stand.ts";

/** Samples as often as a rate can be taken from them: a journey has not the minutes of a pool that has been running. */
export const sampledOften = { WATERMARK_SECONDS: "6" };

/** A test with a lab and a console of its own. */
export const test = base.extend<{ stand: Stand }>({
  stand: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs, and this one needs nothing.
    async ({}, use) => {
      const stand = await openStand(sampledOften);
      await use(stand);
      await stand.close();
    },
    { timeout: 150_000 },
  ],
});
