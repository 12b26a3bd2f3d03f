import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { transcriptFolder } from "./transcript-folder.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "transcripts-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => "went on",
    (e: unknown) => (e as { code: string }).code,
  );

test("keeps a text exactly, in a folder that it makes, for this account only", async () => {
  const files = transcriptFolder(join(dir, "evidence"));
  const text = "Grüße 😀\r\nline\n";
  expect(await files.save("stranded-R-0001.txt", text)).toEqual({ sizeBytes: Buffer.byteLength(text) });
  expect(await files.read("stranded-R-0001.txt")).toBe(text);
  if (process.platform !== "win32") {
    expect(statSync(join(dir, "evidence")).mode & 0o077).toBe(0);
    expect(statSync(join(dir, "evidence", "stranded-R-0001.txt")).mode & 0o077).toBe(0);
  }
});

test("never writes over a transcript", async () => {
  const files = transcriptFolder(dir);
  await files.save("a.txt", "first");
  expect(await codeOf(files.save("a.txt", "second"))).toBe("conflict");
  expect(await files.read("a.txt")).toBe("first");
});

test.each(["../audit.db", "a/b.txt", "", ".hidden", "a\\b", "a\0b"])(
  "refuses the name %j for writing and reading",
  async (name) => {
    const files = transcriptFolder(dir);
    expect(await codeOf(files.save(name, "x"))).toBe("bad-input");
    expect(await codeOf(files.read(name))).toBe("bad-input");
    expect(readdirSync(dir)).toEqual([]);
  },
);

test("says that a transcript is not there", async () => {
  expect(await codeOf(transcriptFolder(dir).read("gone.txt"))).toBe("not-found");
});
