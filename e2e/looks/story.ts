import { expect } from "@playwright/test";
import {
  administrator,
  chatFor,
  confirmPointOfNoReturn,
  makePlan,
  manager,
  shown,
  signIn,
  startRun,
} from "#e2e/pages.ts";
import { rehearse } from "./rehearsals.ts";
import { asked, type Teller } from "./teller.ts";

/** Pages that need nothing but a pool, with the heading by which each is known. */
const quietPages = [
  ["/health", "Health", "health"],
  ["/health/charts", "Charts", "charts"],
  ["/alerts", "Alerts", "alerts"],
  ["/failover", "Failover", "failover"],
  ["/approvals", "Approvals", "approvals"],
  ["/history", "History", "history-empty"],
  ["/history/acts", "Other acts", "other-acts"],
  ["/history/search", "Search commands and output", "search"],
  ["/account", "Your account", "account"],
  ["/glossary", "Glossary", "glossary"],
  ["/settings", "Settings", "settings"],
  ["/history/retention", "Retention", "retention"],
  ["/stranded", "Stranded messages", "stranded-nothing"],
  ["/nowhere", "Not found", "not-found"],
] as const;

/** Each begins with a calm pool of its own, so that one may be told again without the others. */
export const chapters = ["calm pages", "mirror failover", "failover and the way back", "drill and switchover"] as const;

/** Goes through the pages and states of one chapter, as one operator, one manager and one administrator meet them. */
export async function tellStory(teller: Teller, chapter: (typeof chapters)[number]): Promise<void> {
  const { page, stand, look } = teller;
  if (chapter === "calm pages") {
    await page.goto(`${stand.baseUrl}/sign-in`);
    await look(page, "sign-in");
  }
  await signIn(page, stand);
  await expect(shown(page, "Protected", { exact: true }).first()).toBeVisible({ timeout: 120_000 });
  if (chapter === "calm pages") {
    await calm(teller);
    await people(teller);
  } else if (chapter === "mirror failover") await mirror(teller);
  else if (chapter === "drill and switchover") await rehearse(teller);
  else {
    await chatFor(stand, 20);
    await failover(teller);
    await back(teller);
  }
}

async function calm({ page, stand, look }: Teller): Promise<void> {
  await look(page, "overview-protected");
  for (const [path, heading, name] of quietPages) {
    await page.goto(`${stand.baseUrl}${path}`);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await look(page, name);
  }
  for (const [procedure, name] of [
    [/^Switchover/, "plan-switchover"],
    [/^Drill/, "plan-drill"],
  ] as const) {
    await makePlan(page, stand, procedure);
    await look(page, name);
  }
}

async function people({ browser, stand, look }: Teller): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, stand, administrator);
  await page.goto(`${stand.baseUrl}/people`);
  await look(page, "people");
  await page.getByRole("link", { name: "Giulia Ferri" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Giulia Ferri" })).toBeVisible();
  await look(page, "person");
  await page.goto(`${stand.baseUrl}/setup`);
  await expect(page.getByRole("heading", { level: 1, name: "Change the topology" })).toBeVisible();
  await look(page, "setup-change");
  await page.goto(`${stand.baseUrl}/setup?new=1`);
  await expect(page.getByRole("heading", { level: 1, name: "Add a pool" })).toBeVisible();
  await look(page, "setup-new");
  await page.goto(`${stand.baseUrl}/link/nothing`);
  await look(page, "link-used");
  await context.close();
}

/** A mirror failover whose console is killed in the middle, and what it asks for afterwards. */
async function mirror({ page, stand, look }: Teller): Promise<void> {
  await stand.fault("cmdlet-hang", true, "Invoke-CsDatabaseFailover");
  await makePlan(page, stand, /Mirror failover inside Milano/);
  await look(page, "plan-mirror-failover");
  await startRun(page, { reason: "CHG-10761, patching sqlmi01", site: "Milano", button: /Start mirror failover/ });
  await expect(shown(page, "Invoke-CsDatabaseFailover").first()).toBeVisible();
  await look(page, "run-running");
  await stand.killConsole();
  await stand.startConsole();
  await page.reload();
  await asked(page, "the run was cut off");
  await look(page, "run-cut-off");
  await page.getByRole("radio", { name: /^Resume the run/ }).check();
  await page.getByRole("button", { name: "Resume the run", exact: true }).first().click();
  await expect(shown(page, "A server may still be at work for this run")).toBeVisible();
  await look(page, "run-still-at-work");
  await stand.fault("cmdlet-hang", false, "Invoke-CsDatabaseFailover");
  await asked(page, "it is not known whether an act took effect");
  await look(page, "run-effect-unknown");
  await page.getByRole("radio", { name: /^Try again/ }).check();
  await page.getByRole("button", { name: "Try again", exact: true }).click();
  await expect(shown(page, "The run succeeded.")).toBeVisible({ timeout: 120_000 });
  await look(page, "run-mirror-finished");
}

async function failover(teller: Teller): Promise<void> {
  const { page, browser, stand, look } = teller;
  await stand.site("home", false);
  await page.goto(stand.baseUrl);
  await expect(shown(page, "Milano does not answer")).toBeVisible({ timeout: 90_000 });
  await look(page, "overview-home-lost");
  await page.goto(`${stand.baseUrl}/alerts`);
  await look(page, "alerts-open");
  await page.goto(`${stand.baseUrl}/health`);
  await look(page, "health-home-lost");
  await makePlan(page, stand, /from Milano to Torino/);
  await look(page, "plan-failover");
  await startRun(page, {
    reason: "INC-48213, power loss in Milano",
    site: "Torino",
    button: /Start failover to Torino/,
  });
  await asked(page, "point of no return");
  await page.getByRole("radio", { name: /^Bring mgc online/ }).check();
  await look(page, "run-point-of-no-return");
  const run = page.url();
  const other = await browser.newContext();
  const watcher = await other.newPage();
  await signIn(watcher, stand, manager);
  await look(watcher, "overview-run-waits");
  await watcher.goto(run);
  await look(watcher, "run-watching");
  await watcher.goto(`${run}/override`);
  await look(watcher, "override-nothing");
  await other.close();
  await page.goto(run);
  await confirmPointOfNoReturn(page, "Torino");
  await expect(shown(page, /^The run (succeeded|is through)/)).toBeVisible({ timeout: 180_000 });
  await look(page, "run-finished");
  await page.goto(`${run}/report`);
  await expect(page.getByRole("heading", { level: 2, name: "Separate clocks" })).toBeVisible();
  await look(page, "report");
  await page.goto(`${stand.baseUrl}/history`);
  await look(page, "history");
  await page.goto(`${stand.baseUrl}/history/search?words=restore`);
  await look(page, "search-found");
}

/** Home is there again: the way back, until it asks before home is overwritten. */
async function back({ page, stand, look }: Teller): Promise<void> {
  await page.goto(stand.baseUrl);
  await expect(page.getByRole("heading", { name: "Running in Torino, no second site" })).toBeVisible({
    timeout: 60_000,
  });
  await look(page, "overview-failed-over");
  await stand.site("home", true);
  await expect(shown(page, "Milano has come back and is not fenced").first()).toBeVisible({ timeout: 120_000 });
  await look(page, "overview-home-returns");
  await page.getByRole("link", { name: "Plan failback to Milano…" }).click();
  await expect(page.getByRole("radio", { name: /^Log swap/ })).toBeVisible();
  await look(page, "failback-ways");
  await page.getByRole("radio", { name: /^Log swap/ }).check();
  await page.getByRole("radio", { name: /^As documented/ }).check();
  await page.getByRole("button", { name: "Make the plan" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Plan failback, Torino to Milano" })).toBeVisible({
    timeout: 120_000,
  });
  await look(page, "plan-failback");
  await startRun(page, { reason: "CHG-11240, Milano is repaired", site: "Milano", button: /Start failback to Milano/ });
  await asked(page, "messages may be left behind at home");
  await look(page, "run-failback-decision");
  await page.goto(`${stand.baseUrl}/stranded`);
  await look(page, "stranded");
  await page.goto(`${stand.baseUrl}/health`);
  await stand.killConsole();
  await expect(shown(page, "This page no longer hears the console")).toBeVisible({ timeout: 90_000 });
  await look(page, "health-out-of-touch");
}
