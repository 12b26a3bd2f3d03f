import { defineConfig } from "@playwright/test";

// The fixtures in e2e start a lab and a console of their own; there is no shared web server.
export default defineConfig({
  testDir: "e2e",
  // The rest of e2e is Vitest's. Looks are long and for a person to look at: npm run proof.
  testMatch: process.env.PROOF === "1" ? "*.look.ts" : "*.spec.ts",
  outputDir: "test-results",
  // Each journey has a lab, a console and a browser of its own: two fill two cores, a third one makes all of them wait.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 300_000,
  // A page may take long on two loaded cores; how long is a matter of bench, not of the journeys.
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    screenshot: "only-on-failure",
    // A picture of every frame would cost more than the journey itself.
    trace: { mode: "retain-on-failure", screenshots: false },
    contextOptions: { reducedMotion: "reduce" },
    video: "off",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu"],
    },
  },
});
