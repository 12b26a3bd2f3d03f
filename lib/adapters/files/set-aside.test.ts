import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { FileCommand } from "#lib/domain/commands/command.ts";
import { setAsideCommands } from "#lib/domain/steps/failback/old-log-backups.ts";
import { makeFilePort } from "./file-port.ts";
import { act, poolAt } from "./files-fixture.ts";

let root: string;
let port: ReturnType<typeof makeFilePort>;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "files-"));
  for (const folder of ["backup", "copy"]) mkdirSync(join(root, folder));
  port = makeFilePort({ pool: poolAt(root) });
});
afterEach(async () => {
  await port.close();
  rmSync(root, { recursive: true });
});

const [command] = setAsideCommands("p1");
const send = (over: Partial<FileCommand["parameters"]> = {}) => {
  if (!command) throw new Error("there is no such command");
  return port.setAside({ ...command, parameters: { ...command.parameters, ...over } }, act);
};
const inShare = () => readdirSync(join(root, "backup")).sort();
const put = (name: string) => writeFileSync(join(root, "backup", name), name);

test("renames log backups of mgc and half written ones, and nothing else", async () => {
  for (const name of ["mgc_20261121090000.trn", "mgc_20261121090500.wrk", "mgc_full.bak", "mgccomp_20261121090000.trn"])
    put(name);
  expect((await send()).files.toSorted()).toEqual(["mgc_20261121090000.trn", "mgc_20261121090500.wrk"]);
  expect(inShare()).toEqual([
    "mgc_20261121090000.trn.before-failback-p1",
    "mgc_20261121090500.wrk.before-failback-p1",
    "mgc_full.bak",
    "mgccomp_20261121090000.trn",
  ]);
  expect(readFileSync(join(root, "backup", "mgc_20261121090000.trn.before-failback-p1"), "utf8")).toBe(
    "mgc_20261121090000.trn",
  );
});

test("does nothing more when it is sent again", async () => {
  put("mgc_20261121090000.trn");
  await send();
  const before = inShare();
  expect(await send()).toEqual({ files: [] });
  expect(inShare()).toEqual(before);
});

test("overwrites no file that has the new name already", async () => {
  put("mgc_20261121090000.trn");
  put("mgc_20261121090000.trn.before-failback-p1");
  await expect(send()).rejects.toThrow(/taken/);
  expect(inShare()).toHaveLength(2);
});

test("refuses a suffix that leads out of the folder", async () => {
  put("mgc_20261121090000.trn");
  await expect(send({ aside: "/../x" })).rejects.toMatchObject({ code: "bad-input" });
});
