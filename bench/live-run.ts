// npm run bench -- live-run: a run of 5,000 files and 20,000 lines of output, open in Chromium, while its journal goes on. Says the longest task
// of the page after it has loaded, and how long it takes from a durable journal event to the frame that shows it, at 100 events a second.
// Needs a build and Chromium (CHROMIUM). Ends with 1 when a goal is missed.
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { Page } from "@playwright/test";
import { freePort } from "#e2e/engine/processes.ts";
import { openStand } from "#e2e/stand.ts";
import { signIn, startRun } from "./drive.ts";
import { atMost, say } from "./figure.ts";
import { openPage } from "./open-page.ts";

const files = 5_000;
const linesEach = 4;
const seconds = Number(process.env.BENCH_SECONDS ?? 20);
const goals = { taskMs: 100, p95Ms: 100 };

type Written = { readonly text: string; readonly at: number };
type Seen = { readonly tasks: number[]; readonly shown: Record<string, number> };

/** Runs in the page before its own code: long tasks, and in which frame each line of the bench first stood there. */
function watch(): void {
  const seen: Seen = { tasks: [], shown: {} };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.tasks.push(Math.round(entry.duration));
  }).observe({ type: "longtask" });
  const note = (node: Node) => {
    for (const [text] of (node.textContent ?? "").matchAll(/drip \d+ \d+\./g)) seen.shown[text] ??= Date.now();
  };
  new MutationObserver((changes) => {
    const added = changes.flatMap((change) => [...change.addedNodes]);
    // When the next frame begins, this one has been drawn.
    if (added.length > 0) requestAnimationFrame(() => added.forEach(note));
  }).observe(document, { childList: true, subtree: true });
}

const seenBy = (page: Page) => page.evaluate(() => (window as unknown as { seen: Seen }).seen);

async function feed(port: number, path: string, query: Record<string, string | number>): Promise<readonly Written[]> {
  const asked = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
  const answer = await fetch(`http://127.0.0.1:${port}/${path}?${asked}`, { method: "POST" });
  if (!answer.ok) throw new Error(`feed answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as readonly Written[];
}

/** What a reader does meanwhile: scrolls the output up and down again. */
async function readOn(page: Page, stop: { readonly done: boolean }): Promise<void> {
  const output = page.getByRole("region", { name: "Commands and output" }).last();
  while (!stop.done) {
    await output.evaluate((box) => box.scrollBy(0, -2_000));
    await pause(500);
    await output.evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await pause(500);
  }
}

function lateness(written: readonly Written[], shown: Seen["shown"]) {
  const late = written.map(({ text, at }) => (shown[text] ?? Number.POSITIVE_INFINITY) - at).sort((a, b) => a - b);
  const at = (share: number) => late[Math.min(late.length - 1, Math.floor(late.length * share))] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95), missing: late.filter((each) => each === Number.POSITIVE_INFINITY).length };
}

async function measure(
  page: Page,
  to: { port: number; runId: string; stepId: string; name: string },
): Promise<boolean> {
  const { port, name, ...run } = to;
  await pause(3_000); // loaded, and quiet
  await page.evaluate(() => (window as unknown as { seen: Seen }).seen.tasks.splice(0));
  const stop = { done: false };
  const reading = readOn(page, stop);
  await feed(port, "drip", { ...run, events: seconds * 10, perSecond: 10 });
  const written = await feed(port, "drip", { ...run, events: seconds * 100, perSecond: 100 });
  await pause(2_000);
  stop.done = true;
  await reading;
  const { tasks, shown } = await seenBy(page);
  const { median, p95, missing } = lateness(written, shown);
  const took = ((written.at(-1)?.at ?? 0) - (written[0]?.at ?? 0)) / 1_000;
  say({
    name: `${name}, events a second as written`,
    value: written.length / took,
    unit: "1/s",
    goal: "100",
    ok: true,
  });
  say({ name: `${name}, journal event to screen, median`, value: median, unit: "ms", goal: "none", ok: true });
  return [
    atMost(`${name}, longest task after load`, Math.max(0, ...tasks), goals.taskMs, "ms"),
    atMost(`${name}, journal event to screen, P95 at 100 events a second`, p95, goals.p95Ms, "ms"),
    atMost(`${name}, events that were never shown`, missing, 0, "events"),
  ].every(Boolean);
}

async function main(): Promise<boolean> {
  const port = await freePort();
  const preload = pathToFileURL(`${import.meta.dirname}/feed.mjs`).href;
  const stand = await openStand({ FEED_PORT: String(port), NODE_OPTIONS: `--import ${preload}` });
  try {
    await stand.fault("cmdlet-hang", true, "Invoke-CsDatabaseFailover"); // the run stays open
    const cookie = await signIn(stand, "giulia.ferri@contoso.local");
    const runId = await startRun(stand, cookie);
    await pause(5_000);
    const { page, close } = await openPage(stand, { cookie, watch });
    const open = async () => {
      await page.goto(`${stand.baseUrl}/runs/${runId}`);
      await page.getByRole("heading", { name: "Commands and output" }).waitFor({ timeout: 60_000 });
    };
    const read = await page.request.get(`${stand.baseUrl}/api/runs/${runId}`);
    const stepId = ((await read.json()) as { readonly currentStepId: string }).currentStepId;
    await open();
    const small = await measure(page, { port, runId, stepId, name: "a run as it begins" });
    await page.goto("about:blank");
    await feed(port, "fill", { runId, stepId, files, lines: linesEach });
    await open();
    const large = await measure(page, { port, runId, stepId, name: "5,000 files, 20,000 lines" });
    await close();
    return small && large;
  } finally {
    await stand.close();
  }
}

process.exitCode = (await main()) ? 0 : 1;
