import { execFileSync } from "node:child_process";
import { scrypt } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeFilePort } from "./file-port.ts";
import { act, command, poolAt } from "./files-fixture.ts";

let root: string;
let port: ReturnType<typeof makeFilePort>;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "files-"));
  execFileSync("mkdir", ["-p", join(root, "backup"), join(root, "copy")]);
  port = makeFilePort({ pool: poolAt(root) });
});
afterEach(async () => {
  await port.close();
  rmSync(root, { recursive: true });
});

test("lists files with sizes and answers remote when the folder is missing", async () => {
  writeFileSync(join(root, "backup", "mgc_1.trn"), "abc");
  expect(await port.list("backupShare")).toMatchObject([{ name: "mgc_1.trn", sizeBytes: 3n }]);
  await expect(port.list("mirrorShare")).rejects.toMatchObject({
    code: "remote",
    effect: "none",
    causes: [{ errorId: "ENOENT" }],
  });
});

test("copies, and gives the same answer when asked again", async () => {
  const body = Buffer.alloc(3_000_000, "x");
  writeFileSync(join(root, "backup", "f.trn"), body);
  const first = await port.copy(command("f.trn", body.length), act);
  expect(await port.copy(command("f.trn", body.length), act)).toEqual(first);
  expect(readFileSync(join(root, "copy", "f.trn")).equals(body)).toBe(true);
  expect(existsSync(join(root, "copy", "f.trn.partial-run-1"))).toBe(false);
});

test.each(["prefix that matches", "other text"])(
  "ends with the source's bytes when the partial file holds a %s",
  async (kind) => {
    const body = Buffer.alloc(2_500_000, "y");
    writeFileSync(join(root, "backup", "f.trn"), body);
    writeFileSync(
      join(root, "copy", "f.trn.partial-run-1"),
      kind === "other text" ? "zzzz" : body.subarray(0, 1_200_000),
    );
    await port.copy(command("f.trn", body.length), act);
    expect(readFileSync(join(root, "copy", "f.trn")).equals(body)).toBe(true);
  },
);

test("refuses a truncated, a missing and a differing file", async () => {
  writeFileSync(join(root, "backup", "f.trn"), "abc");
  await expect(port.copy(command("f.trn", 9), act)).rejects.toMatchObject({
    effect: "none",
    causes: [{ errorId: "changed" }],
  });
  await expect(port.copy(command("g.trn", 9), act)).rejects.toMatchObject({
    effect: "none",
    causes: [{ errorId: "ENOENT" }],
  });
  writeFileSync(join(root, "copy", "f.trn"), "abd");
  await expect(port.copy(command("f.trn", 3), act)).rejects.toMatchObject({ code: "conflict", effect: "none" });
});

test.each([
  "../f",
  "a/b",
  "a\\b",
  "..",
  "NUL",
  "com1.trn",
  "COM¹.trn",
  "con .trn",
  "conin$",
  "a:b",
  "mgc.trn::$DATA",
  "C:mgc.trn",
  "a\nb",
  "x".repeat(201),
  "",
  "x ",
])("refuses the name %j", async (name) => {
  await expect(port.copy(command(name, 1), act)).rejects.toMatchObject({ code: "bad-input" });
});

test.each(["source", "target", "partial file"])("never follows a link in place of the %s", async (place) => {
  writeFileSync(join(root, "elsewhere"), "abc");
  if (place !== "source") writeFileSync(join(root, "backup", "f.trn"), "abc");
  const name =
    { source: "backup/f.trn", target: "copy/f.trn", "partial file": "copy/f.trn.partial-run-1" }[place] ?? "";
  symlinkSync(join(root, "elsewhere"), join(root, name));
  await expect(port.copy(command("f.trn", 3), act)).rejects.toMatchObject({
    effect: "none",
    causes: [{ errorId: "link" }],
  });
  expect(readFileSync(join(root, "elsewhere"), "utf8")).toBe("abc");
  expect((await port.list("backupShare")).map((f) => f.name)).toEqual(place === "source" ? [] : ["f.trn"]);
});

test("keeps hashing, listing and its deadline when calls hang behind a pipe", async () => {
  execFileSync(
    "mkfifo",
    ["1", "2", "3", "4", "5"].map((n) => join(root, "backup", n)),
  );
  const hung = ["1", "2", "3", "4", "5"].map((n) => port.copy(command(n, 1, 700), act).catch((error) => error));
  await promisify(scrypt)("password", "salt", 32);
  expect(await port.list("backupShare", 2_000)).toEqual([]);
  for (const error of await Promise.all(hung)) expect(error).toMatchObject({ code: "unreachable", effect: "none" });
  writeFileSync(join(root, "backup", "f.trn"), "abc");
  expect(await port.copy(command("f.trn", 3), act)).toMatchObject({ sizeBytes: 3n });
});

test("answers unreachable by its deadline and starts anew when the listing process stands still", async () => {
  await port.list("backupShare");
  const children = () =>
    execFileSync("ps", ["-o", "pid=,args=", "--ppid", String(process.pid)], { encoding: "utf8" })
      .split("\n")
      .filter((line) => line.includes("share-process"));
  for (const line of children()) process.kill(Number.parseInt(line, 10), "SIGSTOP");
  await expect(port.list("backupShare", 300)).rejects.toMatchObject({ code: "unreachable", effect: "none" });
  expect(await port.list("backupShare")).toEqual([]);
});
