import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { productOf, usualProduct } from "#lab/world/products.ts";
import { login, openStand } from "./conformance-fixture.ts";
import { powershellScript } from "./powershell-script.ts";
import { main } from "./run.ts";
import { runAll } from "./run-all.ts";
import { statements } from "./statements/all.ts";
import { hasTsql, withTsql } from "./with-tsql.ts";

let stand: Awaited<ReturnType<typeof openStand>>;
beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.doors.close());

const names = (tag: string) => ({
  db: `pchat_conformance_${tag}`,
  other: `pchat_conformance_${tag}_b`,
  dir: "D:\\SQLBackup",
});
const bad = (verdicts: Awaited<ReturnType<typeof runAll>>) =>
  verdicts
    .filter(({ kind }) => kind === "different")
    .map(({ statement, differences }) => `${statement.id}: ${differences.join("; ")}`);

describe("the statement file", () => {
  it("has at least 250 entries with different names, each with its source", () => {
    expect(statements.length).toBeGreaterThanOrEqual(250);
    expect(new Set(statements.map(({ id }) => id)).size).toBe(statements.length);
    for (const { source } of statements)
      expect(source).toMatch(/^(unverified|(sql-server|persistent-chat|tsql|powershell|dba-notes)\.md .+)$/);
  });

  it.each([false, true])(
    "gives what the references say through mssql, when encrypt is %s",
    async (encrypt) => {
      const client = await stand.mssql("sqlmi01", encrypt);
      const verdicts = await runAll({
        client,
        names: names(encrypt ? "on" : "off"),
        version: [12, 0, 6024],
        serverWide: true,
        statements,
      });
      await client.close();
      expect(bad(verdicts)).toEqual([]);
      expect(verdicts.filter(({ kind }) => kind === "same").length).toBeGreaterThanOrEqual(250);
    },
    60_000,
  );

  it.each([
    ["2008 R2", [10, 50, 6000]],
    ["2019 Standard", [15, 0, 4420]],
  ] as const)(
    "gives what the references say of a %s",
    async (text, version) => {
      const instance = stand.world.instance("sqlto01");
      if (instance) instance.state.product = productOf(text) ?? usualProduct;
      const client = await stand.mssql("sqlto01", false);
      const verdicts = await runAll({
        client,
        names: names(String(version[0])),
        version,
        serverWide: false,
        statements,
      });
      await client.close();
      expect(bad(verdicts)).toEqual([]);
    },
    60_000,
  );

  const installed = hasTsql();
  if (!installed)
    console.warn("FreeTDS is not installed (Debian: freetds-bin): the statement file was not sent through tsql");
  it.skipIf(!installed)(
    "gives the same through FreeTDS tsql",
    async () => {
      const client = withTsql(stand.address("sqlmi01", false));
      const verdicts = await runAll({
        client,
        names: names("tds"),
        version: [12, 0, 6024],
        serverWide: true,
        statements,
      });
      await client.close();
      expect(bad(verdicts)).toEqual([]);
      expect(verdicts.filter(({ kind }) => kind === "same").length).toBeGreaterThanOrEqual(250);
    },
    90_000,
  );
});

describe("the kit for a real server", () => {
  const file = join(mkdtempSync(join(tmpdir(), "conformance-")), "password");
  writeFileSync(file, `${login.password}\n`);
  const args = (over: readonly string[] = []) => {
    const { host, port } = stand.address("sqlto02", false);
    return [
      "--server",
      `${host},${port}`,
      "--user",
      login.user,
      "--password-file",
      file,
      "--folder",
      "D:\\SQLBackup",
      ...over,
    ];
  };

  it("makes databases of its own, drops them, prints one last line, and leaves every other database alone", async () => {
    const said: string[] = [];
    const log = vi.spyOn(console, "log").mockImplementation((text) => void said.push(String(text)));
    const before = JSON.stringify(stand.world.instance("sqlto02")?.databases());
    const code = await main(args());
    log.mockRestore();
    expect({ code, last: said.at(-1) }).toMatchObject({
      code: 0,
      last: expect.stringMatching(/^\d+ same, 0 different, \d+ left out$/),
    });
    expect(JSON.stringify(stand.world.instance("sqlto02")?.databases())).toBe(before);
  }, 30_000);

  it("says what is missing or wrong, and sends nothing", async () => {
    const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
    expect(await main(["--server", "somewhere"])).toBe(2);
    expect(await main(args().slice(0, 4))).toBe(2);
    expect(await main([...args().slice(0, 2), "--user", "nobody", ...args().slice(4)])).toBe(2);
    expect(error.mock.calls.map(([text]) => String(text).split("\n")[0])).toEqual([
      "--server somewhere has no port: write host,port",
      "--folder is missing",
      expect.stringMatching(
        /^127.0.0.1,\d+ refused the login nobody: Login failed for user 'nobody'\. Is it a SQL login/,
      ),
    ]);
    error.mockRestore();
  });

  it.each([
    [
      "a server that is not there",
      ["--server", "127.0.0.1,19"],
      /^no SQL Server answers at 127\.0\.0\.1,19: .*is that its port/,
    ],
    [
      "a folder that the server cannot write to",
      ["--folder", "D:\\NoSuch"],
      /^--folder D:\\NoSuch: the server cannot write there \(3201: .*service account/,
    ],
    [
      "a database that is not of its own making",
      ["--database", "mgc"],
      /^--database mgc is not taken: .* never to one that is there/,
    ],
    ["a choice that there is not", ["--encrypt", "maybe"], /^--encrypt maybe: it is on or off$/],
  ])(
    "names %s, what to do about it, and leaves nothing behind",
    async (_, over, words) => {
      const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
      const before = JSON.stringify(stand.world.instance("sqlto02")?.databases());
      const code = await main(args(over));
      const said = String(error.mock.calls[0]?.[0]);
      error.mockRestore();
      expect({ code, said: said.split("\n")[0] }).toEqual({ code: 2, said: expect.stringMatching(words) });
      expect(JSON.stringify(stand.world.instance("sqlto02")?.databases())).toBe(before);
    },
    20_000,
  );

  it("helps who asks, also behind the two dashes that some shells pass on", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const codes = [await main(["--help"]), await main(["--", "-h"])];
    const said = log.mock.calls.map(([text]) => String(text));
    log.mockRestore();
    expect(codes).toEqual([0, 0]);
    for (const text of said) expect(text).toMatch(/^usage: npm run conformance/);
  });

  it("has the script for a management shell as the table of cmdlets gives it", () => {
    expect(readFileSync(new URL("./conformance.ps1", import.meta.url), "utf8")).toBe(powershellScript());
  });
});
