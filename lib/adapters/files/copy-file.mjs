// Copies one file: read, hash, write, flush, read back, compare, rename.
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { rename, truncate, unlink } from "node:fs/promises";
import { chunkBytes, partsOf, readFully, writeFrom } from "./file-parts.mjs";
import { openOwn, Refusal, setAside, sha, statOrNull } from "./own-file.mjs";
import { provenBehind } from "./proven-behind.mjs";
import { copySmall } from "./small-copy.mjs";

/** Length of the partial file if it is a prefix of the source, else 0. */
async function matchingPrefix(source, partialPath, size, progress) {
  const found = await statOrNull(partialPath);
  if (found === null || found.size > BigInt(size)) return 0;
  const partial = await openOwn(partialPath, constants.O_RDONLY);
  try {
    const length = Number(found.size);
    const left = Buffer.alloc(chunkBytes);
    const right = Buffer.alloc(chunkBytes);
    for (let position = 0; position < length; position += chunkBytes) {
      const wanted = Math.min(chunkBytes, length - position);
      const a = await readFully(source, left.subarray(0, wanted), position);
      const b = await readFully(partial, right.subarray(0, wanted), position);
      if (!a.equals(b)) return 0;
      progress(position + wanted);
    }
    return length;
  } finally {
    await partial.close();
  }
}

/** Writes the source into the partial file; gives the SHA-256 of what was read, and of what was read back from the disk. */
async function copyInto(source, { partialPath, size, from }, progress) {
  if (from > 0) await truncate(partialPath, from); // `matchingPrefix` has seen that it is no link
  const afresh = from > 0 ? 0 : constants.O_TRUNC;
  const target = await openOwn(partialPath, constants.O_CREAT | constants.O_RDWR | afresh);
  const behind = provenBehind(target, progress);
  try {
    const hash = createHash("sha256");
    let reached = 0;
    for await (const { position, part } of partsOf(source, size)) {
      // Hashed while it is being written.
      const written = writeFrom(target, part, { position, from });
      written.catch(() => undefined);
      hash.update(part);
      await written;
      reached = position + part.length;
      behind.wrote(reached);
      progress(reached);
    }
    if (reached < size) throw new Refusal("truncated", `the source ends after ${reached} of ${size} bytes`);
    return { sha256: hash.digest("hex"), back: await behind.end() };
  } finally {
    await behind.settled();
    await target.close();
  }
}

/** With `asidePath`, a differing file of the target's name is renamed first, when its successor is whole and proven. */
export async function copy(input, progress) {
  const { sourcePath, targetPath, partialPath, asidePath, sizeBytes } = input;
  const done = await copySmall(input);
  if (done !== null) return done;
  const source = await openOwn(sourcePath, constants.O_RDONLY);
  try {
    const size = Number(sizeBytes);
    const before = await source.stat({ bigint: true });
    if (before.size !== sizeBytes)
      throw new Refusal("changed", `the source has ${before.size} bytes, not ${sizeBytes}`);
    const isThere = (await statOrNull(targetPath)) !== null;
    if (isThere && asidePath === undefined) return await compareExisting(sourcePath, targetPath, progress);
    if (isThere) await refuseSame(sourcePath, targetPath, progress);
    const from = await matchingPrefix(source, partialPath, size, progress);
    const { sha256, back } = await copyInto(source, { partialPath, size, from }, progress);
    const after = await source.stat({ bigint: true });
    if (after.size !== before.size || after.mtimeNs !== before.mtimeNs)
      throw new Refusal("changed", "the source changed while it was read");
    if (back.sha256 !== sha256 || back.sizeBytes !== sizeBytes) {
      await unlink(partialPath);
      throw new Refusal("damaged", "what was read back from the target is not what was written");
    }
    if (isThere) await setAside(targetPath, asidePath);
    if ((await statOrNull(targetPath)) !== null)
      throw new Refusal("exists", "another file took the target's name meanwhile");
    await rename(partialPath, targetPath);
    return { sha256, sizeBytes };
  } finally {
    await source.close();
  }
}

async function compareExisting(sourcePath, targetPath, progress) {
  const [source, target] = [await sha({ path: sourcePath }, progress), await sha({ path: targetPath }, progress)];
  if (source.sha256 !== target.sha256) throw new Refusal("exists", "the target holds another file of that name");
  return target;
}

async function refuseSame(sourcePath, targetPath, progress) {
  const [source, target] = [await sha({ path: sourcePath }, progress), await sha({ path: targetPath }, progress)];
  if (source.sha256 === target.sha256)
    throw new Refusal("same", `both files are the same, byte for byte (SHA-256 ${source.sha256})`);
}
