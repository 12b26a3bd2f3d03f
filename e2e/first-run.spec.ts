import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { parse } from "yaml";
import { expectAccessible } from "./accessible.ts";
import { administrator, operator } from "./pages.ts";
import { openStand, type Stand } from "./stand.ts";

type PoolFile = {
  readonly instances: readonly { readonly name: string; readonly port: number }[];
  readonly folders: Readonly<
    Record<string, { readonly asServer: string; readonly asConsole: string; hostedIn: string }>
  >;
  readonly chatServers: readonly { readonly fqdn: string; readonly site: string }[];
  readonly nextHop: { readonly port: number };
};

const names = {
  backupShare: "Backup share",
  copyFolder: "Copy folder",
  mirrorShare: "Mirror share",
  newLogBackups: "New log backups",
};
let stand: Stand;
let lab: PoolFile;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  stand = await openStand({ POOL_FILE: "" });
  // What a person knows who set the servers up; the console is not told of this file.
  lab = parse(readFileSync(join(stand.dir, "lab/pool.yaml"), "utf8"));
});
test.afterAll(async () => {
  await stand.close();
});

const portOf = (name: string) => String(lab.instances.find((each) => each.name === name)?.port);
const group = (page: Page, name: string) => page.getByRole("group", { name, exact: true });

async function address(at: Locator, port: string): Promise<void> {
  await at.getByLabel("Host").fill("127.0.0.1");
  await at.getByLabel("Port").fill(port);
}

test("an empty console finds its pool from one instance and the shell, tests it, saves it, and shows it", async ({
  page,
  browser,
}) => {
  test.setTimeout(600_000);
  const slow = { timeout: 90_000 };
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();

  await test.step("whoever signs in is led to the setup; one instance that is not trusted yet answers nothing", async () => {
    await page.goto(`${stand.baseUrl}/sign-in`);
    await page.getByLabel("User name (email)").fill(administrator.email);
    await page.getByLabel("Password").fill(administrator.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("heading", { name: "First setup" })).toBeVisible(slow);
    await press("One SQL Server instance");
    await address(group(page, "One SQL Server instance"), portOf("sqlmi01\\PCHAT"));
    await group(page, "One SQL Server instance").getByLabel("Login").selectOption("lab-sql");
    await press("Look");
    // Nobody answered: one stays where the address is, with how far it came and what to do.
    await expect(page.getByRole("listitem").filter({ hasText: "TLS: Failed" })).toContainText(
      "Give the server a certificate that this machine trusts",
      slow,
    );
    await press("Fill in by hand");
    await expect(page.getByRole("heading", { name: "Is this your pool?" })).toBeVisible(slow);
    await press("Test connections");
    const tls = page.getByRole("row", { name: /TLS Failed/ });
    await expect(tls).toContainText("Give the server a certificate that this machine trusts", slow);
  });

  await test.step("with its certificate trusted and the shell named, the rest is found, each with its source", async () => {
    await group(page, "Instance 1").getByLabel("Trust the server’s certificate").check();
    await page.getByLabel("Product").selectOption("SkypeForBusiness");
    await page.getByLabel("Management shell").selectOption({ index: 1 });
    await press("Look again");
    const mirror = group(page, "sqlmi02\\PCHAT");
    await expect(mirror).toContainText("Found: sys.database_mirroring on sqlmi01\\PCHAT", slow);
    await expect(mirror.getByLabel("Duty")).toHaveValue("home B");
    await expect(group(page, "sqlto02\\PCHAT")).toContainText("BackupMirrorPersistentChatDatabase");
    await expect(page.getByLabel("Name of the pool")).toHaveValue("pchatpool.contoso.local");
    await expect(page.getByLabel("Name of the other site")).toHaveValue("Torino");
    await expect(group(page, "Backup share").getByLabel("As SQL Server is told")).toHaveValue(
      lab.folders.backupShare?.asServer ?? "",
    );
  });

  await test.step("what nobody can know is asked", async () => {
    await press("Show the difference");
    await expect(page.getByRole("alert").filter({ hasText: "missing" })).toContainText(
      "sqlmi02\\PCHAT, Port: Needed",
      slow,
    );
    for (const name of ["sqlmi02\\PCHAT", "sqlto01\\PCHAT", "sqlto02\\PCHAT"])
      await address(group(page, name), portOf(name));
    await address(group(page, "Instance 5"), portOf("sqlmi03\\PCHAT"));
    await press("Look again");
    await expect(group(page, "sqlmi03\\PCHAT").getByLabel("Duty")).toHaveValue("home witness", slow);
    for (const [id, name] of Object.entries(names)) {
      const folder = lab.folders[id];
      await group(page, name)
        .getByLabel("As SQL Server is told")
        .fill(folder?.asServer ?? "");
      await group(page, name)
        .getByLabel("As the console opens it")
        .fill(folder?.asConsole ?? "");
      await group(page, name)
        .getByLabel("Stands in")
        .selectOption(folder?.hostedIn ?? "");
    }
    for (const { fqdn, site } of lab.chatServers) await group(page, fqdn).getByLabel("Site").selectOption(site);
    await address(group(page, "Next hop"), String(lab.nextHop.port));
    await page.getByLabel("This console stands in").selectOption("third");
    await page.getByLabel("Chat that may be lost").fill("900");
    await page.getByLabel("Time until users are back").fill("1800");
    await expectAccessible(page, "setup, filled in");
  });

  await test.step("every connection passes, and the version is saved with its reason", async () => {
    await press("Test connections");
    await expect(page.getByRole("status").filter({ hasText: "passed" })).toContainText(" 0 failed", slow);
    await press("Show the difference");
    await page.getByText(/^\d+ values$/).click(slow);
    await expect(page.getByRole("table", { name: "Difference to the last version" })).toBeVisible(slow);
    await page.getByLabel("Why").fill("The console is new");
    await press("Save version 1");
    await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible(slow);
    await expect(page.getByRole("main")).toContainText("sqlto01\\PCHAT", slow);
  });

  await test.step("a change is a second version with its difference, in force without a restart", async () => {
    await page.goto(`${stand.baseUrl}/setup`);
    await page.getByLabel("Chat that may be lost").fill("600");
    await press("Show the difference");
    const row = page.getByRole("row", { name: /targets.recoveryPointSeconds/ });
    await expect(row).toContainText("900", slow);
    await page.getByLabel("Why").fill("We want less loss");
    await press("Save version 2");
    await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible(slow);
    await page.goto(`${stand.baseUrl}/settings`);
    const second = page.getByRole("listitem").filter({ hasText: "We want less loss" });
    await expect(second).toContainText("Luca Marino", slow);
    await expect(second).toContainText("1 value differs from the version before");
  });

  await test.step("exported and taken in again under another name it is a second pool, and one may choose", async () => {
    const file = await (await page.request.get(`${stand.baseUrl}/api/topology`)).text();
    expect(parse(file)).toMatchObject({ fqdn: "pchatpool.contoso.local", targets: { recoveryPointSeconds: 600 } });
    const text = file.replace("pchatpool.contoso.local", "second.contoso.local");
    await page.goto(`${stand.baseUrl}/setup?new=1`);
    await page
      .getByLabel("Pool file")
      .setInputFiles({ name: "pool.yaml", mimeType: "application/yaml", buffer: Buffer.from(text) });
    await expect(page.getByLabel("Name of the pool")).toHaveValue("second.contoso.local", slow);
    await press("Show the difference");
    await page.getByLabel("Why").fill("A second pool");
    await press("Save version 1");
    await expect(page.getByRole("banner")).toContainText("second.contoso.local", slow);
    await page.goto(`${stand.baseUrl}/settings`);
    await press("Show the pool pchatpool.contoso.local");
    await expect(page.getByRole("banner")).toContainText("pchatpool.contoso.local", slow);
  });

  await test.step("an address of the other pool's history opens there", async () => {
    await page.goto(`${stand.baseUrl}/history?pool=second.contoso.local&outcome=failed`);
    await expect(page.getByRole("combobox", { name: "Pool" })).toHaveValue("second.contoso.local", slow);
    await expect(page.getByRole("combobox", { name: "Outcome" })).toHaveValue("failed");
  });

  await test.step("a link comes back after the sign-in, and one to a plan of another pool opens that pool", async () => {
    const operating = await (await browser.newContext()).newPage();
    await operating.goto(`${stand.baseUrl}/failover`);
    await operating.getByLabel("User name (email)").fill(operator.email);
    await operating.getByLabel("Password").fill(operator.password);
    await operating.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(operating).toHaveURL(`${stand.baseUrl}/failover`, slow);
    await operating.getByRole("radio", { name: /Mirror failover/ }).check();
    await operating.getByRole("button", { name: "Make the plan" }).click();
    await expect(operating.getByRole("heading", { level: 1, name: /^Plan / })).toBeVisible(slow);
    await page.goto(operating.url());
    await expect(page.getByRole("banner")).toContainText("pchatpool.contoso.local", slow);
    await expect(page.getByRole("heading", { level: 1, name: /^Plan / })).toBeVisible(slow);
  });

  await test.step("a pool is taken out by its name, its act stands on record, and the other one is shown", async () => {
    await page.goto(`${stand.baseUrl}/settings`);
    await page.getByText("What happens, and the way to do it").click();
    await page.getByLabel("Why").fill("It was a try");
    const out = page.getByRole("button", { name: "Take the pool out" });
    await page.getByLabel("Type pchatpool.contoso.local to confirm").fill("second.contoso.local");
    await expect(out).toBeDisabled();
    await page.getByLabel("Type pchatpool.contoso.local to confirm").fill("PCHATPOOL.contoso.local");
    await out.click();
    await expect(page.getByRole("banner")).toContainText("second.contoso.local", slow);
    await page.goto(`${stand.baseUrl}/settings`);
    await expect(page.getByRole("main")).not.toContainText("pchatpool.contoso.local");
    await page.goto(`${stand.baseUrl}/history/acts?of=console`);
    await expect(page.getByRole("row").filter({ hasText: "Pool taken out" })).toContainText("Luca Marino", slow);
  });

  const password = JSON.parse(readFileSync(join(stand.dir, "lab/credentials.json"), "utf8"))["lab-sql"].password;
  expect(readFileSync(join(stand.dir, "audit.db"), "latin1")).not.toContain(password);
});
