import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

/** A process that answers every copy after a while, with its own number in place of the sum. */
function tellingItsNumber(): string {
  const path = join(root, "telling.mjs");
  const answer = `process.send({ id, kind: "answer", value: { sha256: String(process.pid).padStart(64, "0"), sizeBytes: 1n } })`;
  writeFileSync(path, `process.on("message", ({ id }) => setTimeout(() => ${answer}, 200));`);
  return path;
}

test("one file at a time goes through one process, many at once through two", async () => {
  const port = makeFilePort({ pool: poolAt(root), workerPath: tellingItsNumber() });
  try {
    const copied = async (file: string) => (await port.copy(command(file, 1), act)).sha256;
    expect(await copied("b.trn")).toBe(await copied("a.trn"));
    const together = await Promise.all(["c.trn", "d.trn", "e.trn", "f.trn"].map(copied));
    expect(new Set(together).size).toBe(2);
  } finally {
    await port.close();
  }
});

test("many files at once, of many sizes, each come whole under their own names", async () => {
  const port = makeFilePort({ pool: poolAt(root) });
  const bodies = Array.from({ length: 60 }, (_, n) => Buffer.alloc(1 + n * 9_973, String.fromCharCode(48 + n)));
  for (const [n, body] of bodies.entries()) writeFileSync(join(root, "backup", `${n}.trn`), body);
  try {
    await Promise.all(bodies.map((body, n) => port.copy(command(`${n}.trn`, body.length), act)));
    for (const [n, body] of bodies.entries())
      expect(readFileSync(join(root, "copy", `${n}.trn`)).equals(body), `${n}.trn`).toBe(true);
  } finally {
    await port.close();
  }
});
