// The browser of the journeys: the one named by CHROMIUM, one that is installed, or the distribution's, installed now.
import { existsSync } from "node:fs";
import { run } from "./children.mjs";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

function installed() {
  return [process.env.CHROMIUM ?? "", ...places].find((file) => file !== "" && existsSync(file)) ?? null;
}

/** Path of a Chromium, or null when there is none and none could be installed. */
export async function findChromium() {
  const found = installed();
  if (found !== null) return found;
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return null;
  console.log("installing the distribution's chromium …");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("/usr/bin/apt-get", ["update", "-q"], { env });
  await run("/usr/bin/apt-get", ["install", "-y", "-q", "chromium"], { env });
  return installed();
}
