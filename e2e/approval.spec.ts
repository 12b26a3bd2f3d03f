import { appendFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import Database from "better-sqlite3";
import { type MailServer, openMailServer } from "./mail-server.ts";
import { makePlan, manager, shown, signIn } from "./pages.ts";
import { leaks } from "./secrets.ts";
import { openStand, type Stand } from "./stand.ts";

const policy = `
approvals:
  mirror-failover: { needed: 1, emergency: true }
`;

let stand: Stand;
let mails: MailServer;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  mails = await openMailServer();
  const mail = `mail: { host: 127.0.0.1, port: ${mails.port}, encryption: none, from: console@contoso.local }`;
  stand = await openStand({}, async ({ poolFile }) => appendFileSync(poolFile, `${policy}${mail}\n`));
});
test.afterAll(async () => {
  await stand.close();
  await mails.close();
});

/** As if everybody had signed in an hour ago. */
function signedInLongAgo(): void {
  const database = new Database(`${stand.dir}/audit.db`);
  const confirmed = new Date(Date.now() - 3_600_000).toISOString();
  expect(database.prepare("UPDATE Session SET confirmedAt = ?").run(confirmed).changes).toBeGreaterThan(1);
  database.close();
}

const procedure = /Mirror failover inside Milano/;
const start = (page: Page) => page.getByRole("button", { name: "Start mirror failover" });

async function fill(page: Page): Promise<void> {
  await page.getByLabel("Reason and ticket").fill("INC-48600");
  await page.getByLabel("Type Milano to confirm", { exact: false }).fill("Milano");
}

test("two people hold the key in two browsers: the one who asks cannot approve, a newer plan makes the approval void, an emergency stays marked", async ({
  page,
  browser,
}) => {
  test.setTimeout(420_000);
  const other = await browser.newContext();
  const anna = await other.newPage();
  await signIn(page, stand);
  await signIn(anna, stand, manager);
  await anna.goto(`${stand.baseUrl}/approvals`);
  await expect(shown(anna, "Nobody has asked for an approval")).toBeVisible();

  await makePlan(page, stand, procedure);
  const firstPlan = page.url();
  await fill(page);
  await expect(start(page)).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("button", { name: "Ask for approval" }).click();
  await expect(shown(page, "Waiting for approval: 0 of 1")).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve this plan" })).toHaveCount(0);

  // By mail too, and by nobody else: what became of it stands beside the request.
  await expect(shown(page, "anna.rossi@contoso.local: taken by the mail server")).toBeVisible({ timeout: 60_000 });
  expect(mails.arrived().filter((mail) => mail.subject.startsWith("Approve?"))).toMatchObject([
    {
      to: ["anna.rossi@contoso.local"],
      subject: expect.stringMatching(/Approve\? Mirror failover of .* Giulia Ferri/),
      text: expect.stringContaining(new URL(firstPlan).pathname),
    },
  ]);

  // Her list shows it without being loaded again.
  await expect(shown(anna, "Waiting for approval: 0 of 1")).toBeVisible({ timeout: 60_000 });
  await anna.getByRole("link", { name: "Mirror failover" }).click();
  await anna.getByRole("button", { name: "Approve this plan" }).click();
  await expect(shown(anna, "say first that you have read", { exact: false })).toBeVisible();
  const hash = await anna
    .getByRole("definition")
    .filter({ hasText: /^[0-9a-f]{64}$/ })
    .textContent();
  await expect(
    shown(anna, `you sign exactly the loss manifest on this page: ${hash?.slice(0, 12)}`, { exact: false }),
  ).toBeVisible();
  // It cannot be taken back: she is asked who she is, beside the page that she is on.
  signedInLongAgo();
  await anna.getByLabel("I have read what is lost", { exact: false }).check();
  await anna.getByRole("button", { name: "Approve this plan" }).click();
  const [account] = await Promise.all([
    anna.waitForEvent("popup"),
    anna.getByRole("link", { name: "Give your password again", exact: false }).click(),
  ]);
  await account.getByLabel("Password").first().fill(manager.password);
  await account.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(shown(account, "Confirmed at", { exact: false })).toBeVisible({ timeout: 60_000 });
  await anna.getByLabel("I have read what is lost", { exact: false }).check();
  await anna.getByRole("button", { name: "Approve this plan" }).click();
  await expect(shown(anna, "Approved: 1 of 1")).toBeVisible();
  await expect(shown(page, "Anna Rossi approved")).toBeVisible({ timeout: 60_000 });
  await expect(shown(page, `signed the loss manifest ${hash?.slice(0, 12)}`, { exact: false })).toBeVisible();
  await expect(start(page)).toHaveAttribute("aria-disabled", "false");

  // The plan changes: what was approved does not count any more, on either screen.
  const second = await page.context().newPage();
  await makePlan(second, stand, procedure);
  const secondPlan = second.url();
  await expect(shown(page, "Void: a newer plan was made")).toBeVisible({ timeout: 60_000 });
  await expect(shown(anna, "Void: a newer plan was made")).toBeVisible({ timeout: 60_000 });
  await page.goto(firstPlan);
  await fill(page);
  await expect(start(page)).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("link", { name: "Open the newer plan" }).click();
  await expect(page).toHaveURL(secondPlan);

  // Refused, with a reason that the one who asked sees.
  await page.getByRole("button", { name: "Ask for approval" }).click();
  await anna.goto(secondPlan);
  await anna.getByLabel("Your reason").fill("Wait for the night shift");
  await anna.getByRole("button", { name: "Refuse this plan" }).click();
  await expect(shown(page, "Wait for the night shift")).toBeVisible({ timeout: 60_000 });

  // The policy lets an emergency start; it is said for ever.
  await fill(page);
  await expect(start(page)).toHaveAttribute("aria-disabled", "true");
  await page.getByLabel("Emergency: why nobody can be asked").fill("Users are out and nobody answers");
  await start(page).click();
  await expect(page).toHaveURL(/\/runs\//, { timeout: 60_000 });
  await expect(shown(page, "Started without approval, as an emergency: Users are out")).toBeVisible();
  // It rings: whoever started it cannot silence it, another person can.
  await page.goto(`${stand.baseUrl}/alerts`);
  const alarm = (on: Page) =>
    on.getByRole("listitem").filter({ has: on.getByRole("link", { name: "A run was started without approval" }) });
  await expect(alarm(page)).toContainText("Users are out and nobody answers");
  await anna.goto(`${stand.baseUrl}/alerts`);
  for (const [on, said] of [
    [page, "another person must acknowledge it"],
    [anna, "Acknowledged by Anna Rossi"],
  ] as const) {
    await alarm(on).getByText("Acknowledge…").click();
    await alarm(on).getByLabel("What is being done").fill("I have called her");
    await alarm(on).getByRole("button", { name: "Acknowledge", exact: true }).click();
    await expect(alarm(on)).toContainText(said, { timeout: 60_000 });
  }
  await expect
    .poll(() => mails.arrived().map(({ subject }) => subject), { timeout: 60_000 })
    .toContainEqual(expect.stringContaining("A run was started without approval"));
  await page.goto(`${stand.baseUrl}/history`);
  await expect(page.getByRole("row", { name: /R-0001/ }).filter({ hasText: "Started without approval" })).toBeVisible();
  // Plans, a run, sign-ins and approvals lie behind: no password and no key is in what was kept or said.
  expect(leaks(stand)).toEqual([]);
  await other.close();
});
