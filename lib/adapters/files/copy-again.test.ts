import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { FileCommand } from "#lib/domain/commands/command.ts";
import { makeFilePort } from "./file-port.ts";
import { act, command, poolAt } from "./files-fixture.ts";

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

const again = (file: string, sizeBytes: number): FileCommand => {
  const { parameters, ...rest } = command(file, sizeBytes);
  return { ...rest, text: "copy-again", parameters: { ...parameters, aside: `${file}.set-aside-1` } };
};
const inCopy = (name: string) => readFileSync(join(root, "copy", name), "utf8");

test("keeps what was there under another name when a file is copied again", async () => {
  writeFileSync(join(root, "backup", "f.trn"), "good");
  writeFileSync(join(root, "copy", "f.trn"), "baad");
  await port.copy(again("f.trn", 4), act);
  expect([inCopy("f.trn"), inCopy("f.trn.set-aside-1")]).toEqual(["good", "baad"]);
});

test("ends a copying-again that was cut off after the old file was set aside", async () => {
  writeFileSync(join(root, "backup", "f.trn"), "good");
  writeFileSync(join(root, "copy", "f.trn.set-aside-1"), "baad");
  writeFileSync(join(root, "copy", "f.trn.partial-run-1"), "good");
  await port.copy(again("f.trn", 4), act);
  expect([inCopy("f.trn"), inCopy("f.trn.set-aside-1")]).toEqual(["good", "baad"]);
});

test("changes nothing and says so when the file to be copied again is the same on both sides", async () => {
  writeFileSync(join(root, "backup", "f.trn"), "same");
  writeFileSync(join(root, "copy", "f.trn"), "same");
  await expect(port.copy(again("f.trn", 4), act)).rejects.toMatchObject({
    effect: "none",
    causes: [{ errorId: "same" }],
  });
  expect(existsSync(join(root, "copy", "f.trn.set-aside-1"))).toBe(false);
});

/** The share's process as it is, on a disk that takes no byte. */
function onFullDisk(): string {
  const path = join(root, "full.mjs");
  const real = JSON.stringify(join(import.meta.dirname, "share-process.mjs"));
  writeFileSync(
    path,
    `import fs from "node:fs";
import { open } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
const full = () => {
  throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
};
const handle = await open(process.execPath);
Object.getPrototypeOf(handle).write = async () => full();
await handle.close();
fs.writeSync = full;
syncBuiltinESMExports();
await import(${real});`,
  );
  return path;
}

test.each([3, 5_000_000])(
  "says that the disk is full and leaves no file of the target's name, at %i bytes",
  async (size) => {
    writeFileSync(join(root, "backup", "f.trn"), Buffer.alloc(size, "a"));
    const full = makeFilePort({ pool: poolAt(root), workerPath: onFullDisk() });
    await expect(full.copy(command("f.trn", size), act).finally(() => full.close())).rejects.toMatchObject({
      message: expect.stringContaining("copying f.trn from backupShare to copyFolder: the disk is full"),
      causes: [{ errorId: "ENOSPC" }],
    });
    expect(existsSync(join(root, "copy", "f.trn"))).toBe(false);
  },
);

test("refuses a file that is cut off while it is copied, and copies it once it is whole again", async () => {
  const body = Buffer.alloc(40_000_000, "z");
  const source = join(root, "backup", "f.trn");
  writeFileSync(source, body);
  const copying = port.copy(command("f.trn", body.length), act);
  copying.catch(() => undefined);
  while (!existsSync(join(root, "copy", "f.trn.partial-run-1"))) await new Promise((resolve) => setImmediate(resolve));
  truncateSync(source, 1_000);
  await expect(copying).rejects.toMatchObject({
    effect: "none",
    causes: [{ errorId: expect.stringMatching(/^(truncated|changed)$/) }],
  });
  expect(existsSync(join(root, "copy", "f.trn"))).toBe(false);
  writeFileSync(source, body);
  await port.copy(command("f.trn", body.length), act);
  expect(readFileSync(join(root, "copy", "f.trn")).equals(body)).toBe(true);
});
