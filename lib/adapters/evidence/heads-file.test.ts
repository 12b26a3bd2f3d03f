import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ChainRecord, canonicalJson, nextRecord } from "#lib/domain/audit/chain.ts";
import { firstRewritten } from "#lib/domain/audit/heads-post.ts";
import { headsFile } from "./heads-file.ts";

const program = join(import.meta.dirname, "append-heads.mjs");
let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "heads-"));
  file = join(dir, "heads.jsonl");
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function chain(count: number, said = "as it was"): readonly ChainRecord[] {
  const records: ChainRecord[] = [];
  for (let n = 1; n <= count; n += 1) records.push(nextRecord(records.at(-1) ?? null, canonicalJson({ n, said })));
  return records;
}
const kept = (records: readonly ChainRecord[]) => new Map(records.map(({ number, hash }) => [number, hash]));
const posted = () => readFileSync(file, "utf8");

test("adds each head once, in order, also when a post is repeated by a console that knows nothing of it", async () => {
  const post = headsFile(file, program);
  expect(await post.post([])).toBe(0);
  expect(await post.post(chain(3))).toBe(3);
  expect(await headsFile(file, program).post(chain(5))).toBe(5);
  expect(
    posted()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).number),
  ).toEqual([1, 2, 3, 4, 5]);
  expect(firstRewritten(posted(), kept(chain(9)))).toBeNull();
});

test("names the first head that a rewritten database holds otherwise, or holds no more", async () => {
  await headsFile(file, program).post(chain(5));
  expect(firstRewritten(posted(), kept(chain(9, "as somebody wants it")))).toBe(1);
  const again = [...chain(3), ...chain(5, "anew").slice(3)];
  expect(firstRewritten(posted(), kept(again))).toBe(4);
  expect(firstRewritten(posted(), kept(chain(4)))).toBe(5);
  writeFileSync(file, `${posted().split("\n").slice(0, 2).join("\n")}\nnot a line\n`);
  expect(firstRewritten(posted(), kept(chain(5)))).toBe(3);
});

test("says where and why when the file cannot be written", async () => {
  mkdirSync(file);
  await expect(headsFile(file, program).post(chain(1))).rejects.toMatchObject({
    code: "unreachable",
    message: expect.stringMatching(/^heads could not be posted to .*heads\.jsonl: Error: EISDIR/),
  });
});

test("gives up a share that does not answer", async () => {
  const hanging = join(dir, "hanging.mjs");
  writeFileSync(hanging, "setInterval(() => {}, 1000)");
  await expect(headsFile(file, hanging, 300).post([])).rejects.toMatchObject({
    message: expect.stringContaining("no answer"),
  });
});
