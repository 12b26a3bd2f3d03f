import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { root } from "#e2e/engine/processes.ts";
import { expectAccessible } from "./accessible.ts";
import { test } from "./journey.ts";
import { chatFor, confirmPointOfNoReturn, makePlan, manager, shown, signIn, startRun } from "./pages.ts";
import { leaks } from "./secrets.ts";
import type { Stand } from "./stand.ts";
import { textOfPdf } from "./text-of-pdf.ts";

test("loses Milano, attests, fails over to Torino, and chat flows there; the report states a loss that holds the true one, is signed off, and stands on paper", async ({
  page,
  stand,
}) => {
  test.setTimeout(600_000);
  await signIn(page, stand);
  await expect(shown(page, "Protected", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  // The restore job is off: log backups wait to be applied, as in a night in which nobody looked.
  await stand.fault("job-disabled", true);
  // Three samples and a log backup or two, as a pool that has been running has them.
  await chatFor(stand, 40);
  await stand.site("home", false);
  await makePlan(page, stand, /from Milano to Torino/);
  await expect(shown(page, "Nothing at home answers")).toBeVisible();
  const byHand = async () => {
    const paper = await page.request.get(`${page.url().replace(/\/(plans|runs)\//, "/api/$1/")}/paper`);
    return textOfPdf(await paper.body());
  };
  const planned = await byHand();
  // A log backup with its LSNs where one is left to apply; else the rule for what may still come.
  expect(planned).toMatch(/On sqlto01\\PCHAT · to do · mgc_\d{14}\.trn, LSN \d+ to \d+|\\mgc\\<file>'/);
  expect(planned).toContain("Expected: RESTORE LOG successfully processed");
  expect(planned).not.toMatch(/· done \d\d:/);
  await startRun(page, { reason: "INC-48213, power loss", site: "Torino", button: /Start failover to Torino/ });
  await expect(page.getByRole("heading", { name: /point of no return/i }).first()).toBeVisible({ timeout: 180_000 });
  const halfway = await byHand();
  expect(halfway).toMatch(/On sqlto01\\PCHAT · done \d\d:\d\d:\d\d/);
  expect(halfway).toMatch(/On sqlto01\\PCHAT · to do\s*RESTORE DATABASE \[mgc\] WITH RECOVERY/);
  await confirmPointOfNoReturn(page, "Torino");
  await expect(page.getByText(/^The run (succeeded|is through)/)).toBeVisible({ timeout: 180_000 });
  await expectTrueLoss(page, stand);
  await expectChatInTorino(stand);
  await page.goto(`${stand.baseUrl}/history`);
  const row = page.getByRole("row", { name: /^R-0001 Run report/ });
  await expect(row).toContainText("Giulia Ferri");
  await expect(row).toContainText("INC-48213");
  await row.getByRole("link", { name: "R-0001", exact: true }).click();
  await expect(shown(page, "RESTORE DATABASE [mgc] WITH RECOVERY").first()).toBeVisible();

  await page.getByRole("link", { name: "Report", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Failover, Milano to Torino" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: "Separate clocks" })).toBeVisible();
  const truth = await stand.truth();
  const said =
    (await page
      .getByText(/^Between \d+ and \d+ messages were lost/)
      .first()
      .textContent()) ?? "";
  const [, fewest, most] = /Between (\d+) and (\d+)/.exec(said) ?? [];
  expect(Number(truth.lost)).toBeGreaterThanOrEqual(Number(fewest));
  expect(Number(truth.lost)).toBeLessThanOrEqual(Number(most));
  for (const asked of [
    "Are compliance records complete?",
    "Are files in chat rooms available?",
    "Are we still supported?",
  ])
    await expect(page.getByRole("listitem").filter({ hasText: asked })).toContainText("Beyond the console");
  await expect(page.getByText("> RESTORE DATABASE [mgc] WITH RECOVERY")).toBeVisible();
  await expectAccessible(page, "report");

  const address = page.url();
  const taken = await page.request.get(`${address.replace("/runs/", "/api/runs/").replace("/report", "/evidence")}`);
  const file = join(stand.dir, "evidence.jsonl");
  writeFileSync(file, await taken.text());
  const verified = spawnSync(process.execPath, [join(root, "scripts/verify-evidence.mjs"), file], { encoding: "utf8" });
  const [, head] = /^whole: \d+ records, \d+ seals, last hash ([0-9a-f]{64})/.exec(verified.stdout) ?? [];
  await expect(page.getByText(head ?? "no verdict")).toBeVisible();

  await page.context().clearCookies();
  await signIn(page, stand, manager);
  await page.goto(address);
  await page.getByLabel("Comment").fill("Read with the board.");
  await page.getByRole("button", { name: "Sign this run off" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Read with the board." })).toContainText("Anna Rossi");

  const paper = await page.request.get(`${address.replace("/runs/", "/api/runs/")}?output=all`);
  const pdf = await textOfPdf(await paper.body());
  expect(pdf).toContain("RESTORE DATABASE [mgc] WITH RECOVERY");
  expect(pdf).toContain("Read with the board.");
  expect(pdf).toContain("Log was restored. Database: mgc");
  expect(pdf).toContain(head ?? "no verdict");
  const papers = { planned, halfway, report: pdf, evidence: await taken.text() };
  await expectNoSecret(page, stand, { address, papers });
});

/** No password and no key is in any paper or file that leaves the console. */
async function expectNoSecret(
  page: Page,
  stand: Stand,
  at: { readonly address: string; readonly papers: Readonly<Record<string, string>> },
): Promise<void> {
  const api = at.address.replace("/runs/", "/api/runs/").replace("/report", "");
  const history = `${stand.baseUrl}/api/history`;
  const files = ["csv", "jsonl"].flatMap((format) =>
    [`${api}/journal?`, `${history}/runs?`, `${history}/acts?of=pool&`, `${history}/acts?of=console&`].map(
      (url) => `${url}format=${format}`,
    ),
  );
  const read = async (name: string) => ({ name, text: await (await page.request.get(name)).text() });
  const texts = await Promise.all([at.address, ...files].map(read));
  expect(texts.filter(({ text }) => text.length < 100)).toEqual([]);
  expect(leaks(stand, [...texts, ...Object.entries(at.papers).map(([name, text]) => ({ name, text }))])).toEqual([]);
}

/** Messages accepted before the loss of Milano that the copy which serves now does not hold lie inside the run's interval. */
async function expectTrueLoss(page: Page, stand: Stand): Promise<void> {
  const truth = await stand.truth();
  expect(truth.writable).toEqual(["sqlto01\\PCHAT"]);
  const runId = page.url().split("/").at(-1);
  const run = await (await page.request.get(`${stand.baseUrl}/api/runs/${runId}`)).json();
  expect(run.loss.fewest).not.toBeNull();
  expect(run.loss.most).not.toBeNull();
  expect(Number(truth.lost)).toBeGreaterThanOrEqual(Number(run.loss.fewest));
  expect(Number(truth.lost)).toBeLessThanOrEqual(Number(run.loss.most));
}

/** The rooms there grow. */
async function expectChatInTorino(stand: Stand): Promise<void> {
  const held = async () => {
    const truth = (await stand.truth()) as { readonly instances: Record<string, { readonly messageCount: number }> };
    return truth.instances["sqlto01\\PCHAT"]?.messageCount ?? 0;
  };
  const before = await held();
  await expect(async () => expect(await held()).toBeGreaterThan(before)).toPass({ timeout: 60_000 });
}
