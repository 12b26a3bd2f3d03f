import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Catalog, Execute, SqlValue } from "#lab/sql-server/contract.ts";
import { selfSignedCertificate } from "#lab/sql-server/tds/certificate.ts";
import { listenTds } from "#lab/sql-server/tds/listen.ts";
import { SessionTable } from "#lab/world/sessions.ts";
import { builders } from "#lib/domain/commands/hostile-commands-fixture.ts";
import { makeFilePort } from "./files/file-port.ts";
import { act, command, poolAt } from "./files/files-fixture.ts";
import { hostile, mark } from "./hostile-fixture.ts";
import { makeShellPort } from "./powershell/shell-port.ts";
import { portAt } from "./sql/port-fixture.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hostile-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("every hostile value reaches SQL Server as one bound value, and no part of it as text", async () => {
  const seen: { text: string; parameters: Record<string, SqlValue> }[] = [];
  const sessions = new SessionTable();
  const answer: Execute = async function* (_, session, text, parameters) {
    seen.push({ text, parameters: Object.fromEntries(parameters.map((one) => [one.name, one.value])) });
    if (text.includes("sp_getapplock")) {
      const columns = ["returnCode", "sessionId"].map((name) => ({
        name,
        type: { name: "int" as const },
        nullable: true,
      }));
      yield { kind: "columns", columns };
      yield { kind: "row", values: [0, session.spid] };
    }
    yield { kind: "done", rowCount: 1, error: false, inProcedure: false };
  };
  const catalog = { serverName: () => "a\\P", version: () => [10, 50, 6000], database: () => null };
  const listener = await listenTds({
    host: "127.0.0.1",
    port: 0,
    execute: answer,
    catalog: () => catalog as unknown as Catalog,
    loginOk: () => true,
    assertInitialDatabase: () => undefined,
    openSession: (at) => sessions.open(at, new Date()),
    certificate: selfSignedCertificate("lab", new Date()),
    onFailure: () => undefined,
  });
  const port = portAt(listener.port);
  try {
    const text = "EXEC x @a = @value, @b = @again";
    for (const value of hostile) {
      seen.length = 0;
      const sent = {
        kind: "sql",
        target: "a\\P",
        text,
        parameters: { value, again: value },
        deadlineMs: 5_000,
      } as const;
      await port.execute(sent, act).catch(() => undefined); // whether it is answered is not the point here
      expect(seen.find((one) => one.text === text)?.parameters, value).toEqual({ "@value": value, "@again": value });
      expect(seen.filter((one) => one.text.includes(mark))).toEqual([]);
    }
    // Every statement that the console has, each with one of these values in every place.
    const commands = Object.values(builders("a\\P")).map((make, n) => make(hostile[n % hostile.length] ?? mark));
    for (const sent of commands) {
      if (sent.kind !== "sql") continue;
      seen.length = 0;
      await port.execute({ ...sent, deadlineMs: 5_000 }, act).catch(() => undefined);
      const bound = Object.entries(sent.parameters).map(([name, value]) => [`@${name}`, value]);
      expect(seen.find((one) => one.text === sent.text)?.parameters, sent.text).toEqual(Object.fromEntries(bound));
      expect(seen.filter((one) => one.text.includes(mark))).toEqual([]);
    }
  } finally {
    await port.close();
    await listener.close();
  }
});

/** A shell that notes every line it gets, and answers with the parameters that it read from base64 JSON. */
const shell = (log: string) => `#!${process.execPath}
const { appendFileSync } = require("node:fs");
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  appendFileSync(${JSON.stringify(log)}, line + "\\n");
  const echo = /^\\[Console\\]::(Out|Error)\\.WriteLine\\("(.*)"\\)$/.exec(line.trim());
  if (echo) return process[echo[1] === "Out" ? "stdout" : "stderr"].write(echo[2] + "\\n");
  const asked = /' '?([A-Za-z0-9+/=]*)'? '([a-z0-9]+)'$/.exec(line.trim()) ?? /\\)\\)\\)\\)? '([^']+)' '([^']+)'$/.exec(line.trim());
  if (!asked) return;
  const { parameters } = JSON.parse(Buffer.from(asked[1], "base64").toString());
  const answer = { ok: true, output: [{ parameters }], error: null, warnings: [], verbose: [] };
  process.stdout.write(asked[2] + ":begin\\n" + Buffer.from(JSON.stringify(answer)).toString("base64") + "\\n" + asked[2] + ":end\\n");
});
`;

test("every hostile value reaches the management shell as one argument inside base64, and each call is one line of ASCII", async () => {
  const [executable, log] = [join(folder, "shell.cjs"), join(folder, "lines.txt")];
  writeFileSync(executable, shell(log));
  chmodSync(executable, 0o755);
  const port = makeShellPort({ executable, module: "SkypeForBusiness" });
  try {
    for (const value of hostile) {
      const parameters = { Identity: value, Servers: [value, "b"], Change: { Replace: [value] } };
      const call = {
        kind: "powershell",
        target: "management shell",
        text: "Set-It",
        parameters,
        deadlineMs: 5_000,
      } as const;
      expect(await port.invoke(call), value).toEqual([{ parameters }]);
    }
    const commands = Object.values(builders("a\\P")).map((make, n) => make(hostile[n % hostile.length] ?? mark));
    for (const sent of commands)
      if (sent.kind === "powershell")
        expect(await port.invoke({ ...sent, deadlineMs: 5_000 })).toEqual([{ parameters: sent.parameters }]);
  } finally {
    await port.close();
  }
  const lines = readFileSync(log, "utf8");
  expect(lines).not.toContain(mark);
  expect(lines).toMatch(/^[\t\n\r\x20-\x7e]*$/);
});

test("a hostile file name is refused, or is the name of exactly one file", async () => {
  for (const name of ["backup", "copy"]) mkdirSync(join(folder, name));
  const port = makeFilePort({ pool: poolAt(folder) });
  const kept: string[] = [];
  try {
    for (const name of [...hostile, `${mark} it's $(x) [y].trn`]) {
      const outcome = await port.copy(command(name, 3), act).catch((e: { code: string }) => e.code);
      if (outcome === "bad-input") continue;
      writeFileSync(join(folder, "backup", name), "abc");
      await port.copy(command(name, 3), act);
      kept.push(name);
    }
  } finally {
    await port.close();
  }
  expect(kept).toContain(`${mark} it's $(x) [y].trn`);
  expect(readdirSync(join(folder, "copy")).sort()).toEqual(kept.sort());
  expect(readdirSync(folder).sort()).toEqual(["backup", "copy"]);
});
