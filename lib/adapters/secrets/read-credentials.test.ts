import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readCredentials } from "./read-credentials.ts";

const script = join(import.meta.dirname, "../../../scripts/credentials.mjs");
const secret = "hush-very-secret";
let dir: string;
let file: string;
let keyFile: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "secrets-"));
  file = join(dir, "credentials.json");
  keyFile = join(dir, "credentials-key");
  writeFileSync(file, JSON.stringify({ "console-sql": { user: "console", password: secret, domain: "CONTOSO" } }));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const run = (args: readonly string[], input = "") =>
  spawnSync(process.execPath, [script, ...args], { env: { ...process.env, DATA_DIR: dir }, encoding: "utf8", input });
const read = (key: string | null = null) => readCredentials({ file, key, keyFile });
const refusal = (work: () => unknown) => {
  try {
    work();
    return "went through";
  } catch (e) {
    return (e as Error).message;
  }
};

test("refuses a plain file and says how to seal it; sealed, it holds no secret and opens with its key", () => {
  expect(refusal(read)).toMatch(/is not sealed; seal it: npm run credentials -- seal/);
  expect(run(["seal", file]).stdout).toBe("sealed: console-sql\n");
  expect(readFileSync(file, "utf8")).not.toContain(secret);
  expect(readFileSync(file, "utf8")).not.toContain("CONTOSO");
  expect(read()("console-sql")).toEqual({ user: "console", password: secret, domain: "CONTOSO" });
  expect(read(readFileSync(keyFile, "utf8"))("console-sql").user).toBe("console");
  expect(refusal(() => read()("other"))).toMatch(/no credential other/);
});

test("rotates to a new key, after which the old one opens nothing; a credential may be set without anything being shown", () => {
  run(["seal", file]);
  const old = readFileSync(keyFile, "utf8");
  const said = [
    run(["rotate", file]),
    run(["set", file, "second", "--user", "u"], "another-secret\n"),
    run(["list", file]),
  ];
  expect(said.map(({ status, stderr }) => [status, stderr])).toEqual([
    [0, ""],
    [0, ""],
    [0, ""],
  ]);
  expect(said.map(({ stdout }) => stdout).join("")).not.toMatch(/secret/);
  expect(said.at(-1)?.stdout).toBe("console-sql\nsecond\n");
  expect(refusal(() => read(old))).toMatch(/sealed with key \w{16}, and that key was not given/);
  expect([read()("console-sql").password, read()("second").password]).toEqual([secret, "another-secret"]);
});

test("opens the file at every moment of a rotation that was cut off", () => {
  run(["seal", file]);
  const [sealedOld, old] = [readFileSync(file, "utf8"), readFileSync(keyFile, "utf8").trim()];
  const next = execFileSync(process.execPath, [script, "key"], { encoding: "utf8" }).trim();
  writeFileSync(keyFile, `${next}\n${old}\n`);
  expect(read()("console-sql").user).toBe("console");
  run(["rotate", file]);
  expect(readFileSync(file, "utf8")).not.toBe(sealedOld);
  expect(read()("console-sql").user).toBe("console");
});

test("finds a changed credential, one moved to another name, and never says what a file holds", () => {
  run(["seal", file]);
  const sealed = JSON.parse(readFileSync(file, "utf8"));
  const text: string = sealed.entries["console-sql"];
  writeFileSync(file, JSON.stringify({ ...sealed, entries: { other: text } }));
  expect(refusal(read)).toMatch(/other was changed since it was sealed/);
  const flipped = text.slice(0, -3) + (text.at(-3) === "A" ? "B" : "A") + text.slice(-2);
  writeFileSync(file, JSON.stringify({ ...sealed, entries: { "console-sql": flipped } }));
  expect(refusal(read)).toMatch(/console-sql was changed/);
  writeFileSync(file, `{"console-sql": {"password": "${secret}" oops`);
  expect(refusal(read)).toMatch(/cannot be read as JSON$/);
  writeFileSync(file, JSON.stringify({ x: { password: 7, user: secret } }));
  run(["seal", file]);
  expect(refusal(read)).toMatch(/not usable at: x.password/);
  expect(refusal(read)).not.toContain(secret);
});
