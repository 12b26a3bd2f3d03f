import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeFilePort } from "./file-port.ts";
import { act, command, poolAt } from "./files-fixture.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "files-"));
  for (const folder of ["backup", "copy"]) mkdirSync(join(root, folder));
});
afterEach(() => rmSync(root, { recursive: true }));

/** The share's process as it is, on a disk that turns one bit of what is written at or after a position. */
function onBadDisk(from: number): string {
  const path = join(root, "bad.mjs");
  const real = JSON.stringify(join(import.meta.dirname, "share-process.mjs"));
  writeFileSync(
    path,
    `import fs from "node:fs";
import { open } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
const turned = (buffer, offset, length, position) => {
  const bytes = Buffer.from(buffer.subarray(offset, offset + length));
  const at = ${from} - position;
  if (at >= 0 && at < length) bytes[at] ^= 1;
  return bytes;
};
const handle = await open(process.execPath);
const proto = Object.getPrototypeOf(handle);
const { write } = proto;
proto.write = function (buffer, offset, length, position) {
  return write.call(this, turned(buffer, offset, length, position), 0, length, position);
};
await handle.close();
const { writeSync } = fs;
fs.writeSync = (file, buffer, offset, length, position) =>
  writeSync(file, turned(buffer, offset, length, position), 0, length, position);
syncBuiltinESMExports();
await import(${real});`,
  );
  return path;
}

test.each([
  ["a small file", 3, 2],
  ["a file's first byte", 40_000_000, 0],
  ["a file's middle", 40_000_000, 20_000_000],
  ["a file's last byte", 40_000_000, 39_999_999],
])("says that the copy is damaged and keeps nothing of it when the disk turns a bit in %s", async (_, size, at) => {
  writeFileSync(join(root, "backup", "f.trn"), Buffer.alloc(size, "a"));
  const port = makeFilePort({ pool: poolAt(root), workerPath: onBadDisk(at) });
  await expect(port.copy(command("f.trn", size, 60_000), act).finally(() => port.close())).rejects.toMatchObject({
    effect: "none",
    causes: [{ errorId: "damaged" }],
  });
  expect(existsSync(join(root, "copy", "f.trn"))).toBe(false);
  expect(existsSync(join(root, "copy", "f.trn.partial-run-1"))).toBe(false);
});

test("copies many small files and a large one at the same time, each whole", async () => {
  const port = makeFilePort({ pool: poolAt(root) });
  const sizes = [40_000_000, ...Array.from({ length: 40 }, (_, n) => 1 + n * 20_011)];
  const body = (n: number, size: number) => Buffer.alloc(size, `${n} `);
  for (const [n, size] of sizes.entries()) writeFileSync(join(root, "backup", `${n}.trn`), body(n, size));
  await Promise.all(sizes.map((size, n) => port.copy(command(`${n}.trn`, size, 60_000), act)));
  await port.close();
  for (const [n, size] of sizes.entries())
    expect(readFileSync(join(root, "copy", `${n}.trn`)).equals(body(n, size))).toBe(true);
});
