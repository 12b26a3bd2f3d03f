import { expect, type Page, test } from "@playwright/test";
import { makePlan, secondOperator, shown, signIn, startRun } from "./pages.ts";
import { openStand } from "./stand.ts";

const handOver = (page: Page) => page.getByRole("button", { name: "Hand over…" });

test("a run has one owner: another operator asks for it and is refused, then is offered it and controls it", async ({
  page: giulia,
  browser,
}) => {
  test.setTimeout(180_000);
  const stand = await openStand();
  const other = await browser.newContext();
  try {
    const marco = await other.newPage();
    await signIn(giulia, stand);
    await signIn(marco, stand, secondOperator);
    // The run stays open until the end of this journey.
    await stand.fault("cmdlet-hang", true, "Invoke-CsDatabaseFailover");
    await makePlan(giulia, stand, /Mirror failover inside Milano/);
    await startRun(giulia, { reason: "INC-48502, disk of sqlmi01", site: "Milano", button: /Start mirror failover/ });

    await marco.goto(giulia.url());
    await expect(shown(marco, "Giulia Ferri owns this run")).toBeVisible();
    await expect(handOver(marco)).toHaveCount(0);
    await marco.getByRole("textbox", { name: "Reason" }).fill("Giulia left the room");
    await marco.getByRole("button", { name: "Ask to take over" }).click();
    await expect(shown(marco, "You have asked Giulia Ferri for this run")).toBeVisible();

    await expect(shown(giulia, "Marco Conti asks to take this run over")).toBeVisible();
    await expect(shown(giulia, "Giulia left the room")).toBeVisible();
    await giulia.getByRole("textbox", { name: "Reason" }).fill("I am here");
    await giulia.getByRole("button", { name: "Refuse" }).click();
    await expect(shown(marco, "Giulia Ferri owns this run")).toBeVisible();

    await handOver(giulia).click();
    await giulia.getByRole("textbox", { name: "Reason" }).fill("My shift ends");
    await giulia.getByRole("button", { name: "Offer the run" }).click();
    await marco.getByRole("button", { name: "Take it over" }).click();
    await expect(shown(giulia, "Marco Conti owns this run")).toBeVisible();
    await expect(handOver(giulia)).toHaveCount(0);

    await marco.getByRole("button", { name: "Pause after this stage…" }).click();
    await marco.getByRole("textbox", { name: "Reason" }).fill("We look at it together");
    await marco.getByRole("button", { name: "Pause after this stage", exact: true }).click();
    await expect(shown(giulia, "The run stops when the steps under way are finished.")).toBeVisible();
  } finally {
    await other.close();
    await stand.close();
  }
});
