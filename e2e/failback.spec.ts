import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { chatFor, confirmPointOfNoReturn, makePlan, shown, signIn, startRun } from "./pages.ts";
import type { Stand } from "./stand.ts";

const [homeA, otherA] = ["sqlmi01\\PCHAT", "sqlto01\\PCHAT"] as const;

type Copy = { readonly content: { readonly messageCount: number; readonly fingerprint: string } | null };
type LabTruth = {
  readonly writable: readonly string[];
  readonly lost: number;
  readonly stranded: { readonly total: number } | null;
  readonly instances: Readonly<Record<string, Copy>>;
};

const heldIn = (seen: LabTruth, name: string) => seen.instances[name]?.content?.messageCount ?? -1;

test("the whole story: Milano is lost, chat runs in Torino, Milano comes back as in life, chat is at home again with nothing more lost", async ({
  page,
  stand,
}) => {
  test.setTimeout(900_000);
  const truth = async () => (await stand.truth()) as LabTruth;
  await signIn(page, stand);
  await expect(shown(page, "Protected", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  // Enough for a first capture, samples and a log backup.
  await chatFor(stand, 30);
  await page.goto(`${stand.baseUrl}/failover`);
  await expect(shown(page, "The pool is not failed over: its pool state is Normal.")).toBeVisible();

  await failOver(page, stand);
  const away = await truth();
  expect(away.writable).toEqual([otherA]);
  const lostByFailover = away.lost;
  await page.goto(stand.baseUrl);
  await expect(page.getByRole("heading", { name: "Running in Torino, no second site" })).toBeVisible({
    timeout: 60_000,
  });
  await expect(shown(page, "Log shipping removed", { exact: true }).first()).toBeVisible();
  await chatFor(stand, 10);

  await stand.site("home", true);
  await expect(async () => expect((await truth()).writable).toEqual([homeA, otherA])).toPass({ timeout: 60_000 });
  await page.goto(stand.baseUrl);
  await page.getByRole("link", { name: "Plan failback to Milano…" }).click();
  await planFailback(page);
  await startRun(page, { reason: "CHG-11240, Milano is repaired", site: "Milano", button: /Start failback to Milano/ });

  await answer(page, "messages may be left behind at home", /^Go on without them/, {
    reason: "kept in the safe copies",
  });
  // Chat has stopped, the other copy takes no writes: what it holds now is what must come home.
  await question(page, "point of no return: home is overwritten");
  const stopped = await truth();
  expect(stopped.writable).toEqual([]);
  // What the failover lost lies here, and what returning servers wrote here with their old picture of the pool.
  const stranded = stopped.stranded?.total ?? -1;
  expect(stranded).toBeGreaterThanOrEqual(lostByFailover);
  await answer(page, "point of no return: home is overwritten", /^Restore over home/, {
    site: "Milano",
    not: "Torino",
  });

  // Users are at home again before the other copy is touched.
  await question(page, "point of no return: the other copy is replaced");
  const back = await truth();
  expect(back.writable).toEqual([homeA]);
  expect(back.instances[otherA]?.content).toEqual(stopped.instances[otherA]?.content);
  expect(heldIn(back, homeA)).toBeGreaterThanOrEqual(heldIn(stopped, otherA));
  await chatFor(stand, 10);
  await answer(page, "point of no return: the other copy is replaced", /^Replace the other copy/, { site: "Torino" });
  await answer(page, "log shipping from home's mirror", /^Do it now/, {});

  await expect(shown(page, "The run succeeded.")).toBeVisible({ timeout: 240_000 });
  await expect(shown(page, "both copies had equal fingerprints before home opened", { exact: false })).toBeVisible();
  const proven = page.getByRole("listitem").filter({ hasText: /^Proven/ });
  for (const what of ["As before the failover", "Only one writable copy", "One log backup went the whole way"])
    await expect(proven.filter({ hasText: what })).toBeVisible();
  await expect(shown(page, /Messages that only home held were not brought back/)).toBeVisible();
  await chatFor(stand, 10);
  const home = await truth();
  expect(home.writable).toEqual([homeA]);
  expect(home.lost).toBe(stranded);
  expect(heldIn(home, homeA)).toBeGreaterThan(heldIn(back, homeA));
  await page.goto(stand.baseUrl);
  await expect(shown(page, "Protected", { exact: true }).first()).toBeVisible({ timeout: 120_000 });
});

async function failOver(page: Page, stand: Stand): Promise<void> {
  await stand.site("home", false);
  await makePlan(page, stand, /from Milano to Torino/);
  await startRun(page, {
    reason: "INC-48213, power loss in Milano",
    site: "Torino",
    button: /Start failover to Torino/,
  });
  await confirmPointOfNoReturn(page, "Torino");
  await expect(shown(page, /^The run (succeeded|is through)/)).toBeVisible({ timeout: 90_000 });
}

/** Makes three plans: log swap in the printed order, then from its page the other order, then the other way. */
async function planFailback(page: Page): Promise<void> {
  await page.getByRole("radio", { name: /^Log swap/ }).check();
  await page.getByRole("radio", { name: /^As documented/ }).check();
  await page.getByRole("button", { name: "Make the plan" }).click();
  await planned(page);
  await expect(page.getByRole("listitem").filter({ hasText: "Point of no return." })).toHaveCount(1);
  for (const other of ["Pool state first", "Full restore"]) {
    const before = page.url();
    await page.getByRole("button", { name: `Plan it this way: ${other}` }).click();
    await expect(page).not.toHaveURL(before);
    await planned(page);
  }
  for (const other of ["Log swap", "As documented"])
    await expect(page.getByRole("button", { name: `Plan it this way: ${other}` })).toBeVisible();
  await expect(page.getByRole("row", { name: /sqlmi01\\PCHAT.*Intact/ })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Point of no return." })).toHaveCount(2);
}

async function planned(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: "Plan failback, Torino to Milano" })).toBeVisible({
    timeout: 60_000,
  });
}

async function question(page: Page, title: string): Promise<void> {
  await expect(page.getByRole("heading", { name: `Decision needed: ${title}` })).toBeVisible({ timeout: 240_000 });
}

/** Chooses and sends; `not` is a name that must be refused first. */
async function answer(
  page: Page,
  title: string,
  choice: RegExp,
  given: { readonly reason?: string; readonly site?: string; readonly not?: string },
): Promise<void> {
  await question(page, title);
  const panel = page.getByRole("region", { name: `Decision needed: ${title}` });
  await panel.getByRole("radio", { name: choice }).check();
  const send = panel.getByRole("button", { name: choice });
  if (given.reason) await panel.getByRole("textbox", { name: "Reason", exact: true }).fill(given.reason);
  const typed = () => panel.getByRole("textbox", { name: /^Type (Milano|Torino) to confirm/ });
  if (given.not) {
    await typed().fill(given.not);
    await send.click();
    await expect(panel.getByText(`type ${given.site} to confirm where the next act takes effect`)).toBeVisible();
    await panel.getByRole("radio", { name: choice }).check();
  }
  if (given.site) await typed().fill(given.site);
  await send.click();
  await expect(page.getByRole("heading", { name: `Decision needed: ${title}` })).toBeHidden({ timeout: 60_000 });
}
