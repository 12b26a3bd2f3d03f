import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sql from "mssql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { login, openStand } from "#lab/conformance/conformance-fixture.ts";
import { hasTsql } from "#lab/conformance/with-tsql.ts";
import { answerEncryption, encryption } from "./prelogin.ts";

let stand: Awaited<ReturnType<typeof openStand>>;
beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.doors.close());

const { off, on, notSupported, required } = encryption;

describe("what a server grants", () => {
  it.each([
    [off, false, off],
    [on, false, on],
    [required, false, on],
    [notSupported, false, notSupported],
    [on, true, off],
    [off, true, off],
  ])("answers %i, when login only is %s, with %i", (wanted, loginOnly, granted) => {
    expect(answerEncryption(wanted, { hasCertificate: true, loginOnly })).toBe(granted);
  });
});

/** What a client wrote that reached the server, seen by somebody on the way. */
async function overheard(
  port: number,
): Promise<{ readonly port: number; readonly text: () => string; readonly close: () => void }> {
  const heard: Buffer[] = [];
  const server = createServer((client) => {
    const to = connect(port, "127.0.0.1");
    for (const side of [client, to]) side.on("error", () => undefined);
    client.on("data", (bytes) => heard.push(bytes));
    client.pipe(to).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    text: () => Buffer.concat(heard).toString("latin1"),
    close: () => server.close(),
  };
}

function tsql(port: number, level: string): Promise<string> {
  const conf = join(mkdtempSync(join(tmpdir(), "freetds-")), "freetds.conf");
  writeFileSync(conf, `[lab]\nhost = 127.0.0.1\nport = ${port}\ntds version = 7.4\nencryption = ${level}\n`);
  return new Promise((resolve) => {
    const child = spawn("tsql", ["-S", "lab", "-U", login.user, "-P", login.password, "-o", "q"], {
      env: { ...process.env, FREETDSCONF: conf },
    });
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => said.push(String(bytes)));
    child.on("close", () => resolve(said.join("")));
    child.stdin.end("SELECT 'heard' + 'overall' AS v\nGO\nSELECT DB_NAME() AS w\nGO\n");
  });
}

const clear = Buffer.from("overall", "utf16le").toString("latin1");

describe.skipIf(!hasTsql())("FreeTDS", () => {
  it("has its login encrypted and its statements in the clear when it asks for no more", async () => {
    const between = await overheard(stand.address("sqlmi01", false).port);
    const text = await tsql(between.port, "request");
    between.close();
    expect(text).toContain("heardoverall");
    expect(text).toContain("master");
    expect(between.text()).toContain(clear);
    // The login carries its user in the clear when nothing is encrypted.
    expect(between.text()).not.toContain(Buffer.from(login.user, "utf16le").toString("latin1"));
  }, 20_000);

  it("has its statements encrypted when it requires that", async () => {
    const between = await overheard(stand.address("sqlmi01", false).port);
    const text = await tsql(between.port, "require");
    between.close();
    expect(text).toContain("heardoverall");
    expect(between.text()).not.toContain(clear);
  }, 20_000);
});

it("is refused by a client that wants everything encrypted, before its login, with the fault encrypts-login-only", async () => {
  stand.world.faults.add("encrypts-login-only:sqlmi02\\PCHAT");
  const { port } = stand.address("sqlmi02", true);
  const open = (encrypt: boolean) =>
    new sql.ConnectionPool({
      server: "127.0.0.1",
      port,
      ...login,
      connectionTimeout: 3_000,
      options: { encrypt, trustServerCertificate: true },
    }).connect();
  await expect(open(true)).rejects.toMatchObject({ code: "EENCRYPT" });
  const pool = await open(false);
  expect((await pool.request().query("SELECT 1 AS one")).recordset).toEqual([{ one: 1 }]);
  await pool.close();
  stand.world.faults.clear();
});
