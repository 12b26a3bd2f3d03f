import { expect, test } from "vitest";
import { backlog } from "./backlog.ts";

const file = (minute: number, sizeBytes: bigint, extension = "trn") => ({
  name: `mgc_2026112102${String(minute).padStart(2, "0")}00.${extension}`,
  sizeBytes,
  modifiedAt: `2026-11-21T02:${String(minute).padStart(2, "0")}:05.000Z`,
});

test("counts what is newer than the last restored file, and to copy only what the copy folder lacks", () => {
  const copied = [file(1, 100n), file(2, 200n)];
  const share = [...copied, file(3, 300n), file(4, 400n)];
  expect(backlog({ share, copyFolder: copied, lastRestored: "D:\\LogShip\\mgc\\mgc_20261121020100.trn" })).toEqual({
    copy: { files: 2, bytes: 700n },
    apply: { files: 3, bytes: 900n },
  });
});

test("copies again what lies there in another size, and leaves out what is empty or unfinished", () => {
  const share = [file(3, 300n), file(4, 0n), file(5, 500n, "wrk")];
  const seen = backlog({ share, copyFolder: [file(3, 120n)], lastRestored: "mgc_20261121020200.trn" });
  expect(seen.copy).toEqual({ files: 1, bytes: 300n });
});

test("goes by the time of the file when its name has no stamp", () => {
  const odd = { name: "by-hand.trn", sizeBytes: 50n, modifiedAt: "2026-11-21T02:09:00.000Z" };
  const old = { ...odd, name: "older.trn", modifiedAt: "2026-11-21T01:00:00.000Z" };
  const seen = backlog({ share: [odd, old], copyFolder: [file(2, 1n)], lastRestored: file(2, 1n).name });
  expect(seen.copy).toEqual({ files: 1, bytes: 50n });
});

test("is not known when a folder could not be listed or nobody says what was restored last", () => {
  const unknown = { copy: null, apply: null };
  expect(backlog({ share: null, copyFolder: [], lastRestored: "a.trn" })).toEqual(unknown);
  expect(backlog({ share: [], copyFolder: null, lastRestored: "a.trn" })).toEqual(unknown);
  expect(backlog({ share: [], copyFolder: [], lastRestored: null })).toEqual(unknown);
});
