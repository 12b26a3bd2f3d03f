// A small file is copied in few calls, and only its flush is waited for: meanwhile others are copied, and the disk takes their flushes
// together. So many small files are about as fast as one large one.
import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, fsync, lstatSync, openSync, readSync, renameSync, writeSync } from "node:fs";

/** Up to here a file is small. Bytes. */
const mostBytes = 4 * 1024 * 1024;
const flush = (file) =>
  new Promise((resolve, reject) => {
    fsync(file, (error) => (error === null ? resolve() : reject(error)));
  });

/**
 * Copies a small file of which neither the target nor a part is there; the same steps as for a large one: read, hash, write, flush,
 * read back, compare, rename. Gives null where the long way must be gone: it also words every refusal.
 */
export async function copySmall({ sourcePath, targetPath, partialPath, asidePath, sizeBytes }) {
  if (asidePath !== undefined || sizeBytes > BigInt(mostBytes) || sizeBytes === 0n) return null;
  if (isThere(targetPath) || isThere(partialPath) || !isOwnFile(sourcePath)) return null;
  const buffer = spare.pop() ?? Buffer.allocUnsafe(mostBytes);
  try {
    const bytes = readWhole(sourcePath, buffer.subarray(0, Number(sizeBytes)));
    if (bytes === null) return null;
    const sha256 = await writeWhole(partialPath, bytes);
    const read = readWhole(partialPath, back.subarray(0, bytes.length));
    // What is wrong the long way finds out: it goes on from the part that is there, or throws it away.
    if (read === null || !bytes.equals(read) || isThere(targetPath)) return null;
    renameSync(partialPath, targetPath);
    return { sha256, sizeBytes };
  } finally {
    spare.push(buffer);
  }
}

/** Buffers to use again: fresh memory costs as much as the reading. As many as were ever under way at once; untouched parts of them are no memory. */
const spare = [];
/** What is read back is compared in one go, with nothing in between. */
const back = Buffer.allocUnsafe(mostBytes);

const noFollow = constants.O_NOFOLLOW ?? 0;
const isThere = (path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined;
const isOwnFile = (path) => lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** Fills the bytes from a file that has exactly so many and did not change meanwhile; else gives null. */
function readWhole(path, bytes) {
  const file = openSync(path, constants.O_RDONLY | noFollow);
  try {
    const before = fstatSync(file, { bigint: true });
    if (before.size !== BigInt(bytes.length)) return null;
    for (let at = 0; at < bytes.length; ) {
      const read = readSync(file, bytes, at, bytes.length - at, at);
      if (read === 0) return null;
      at += read;
    }
    return fstatSync(file, { bigint: true }).mtimeNs === before.mtimeNs ? bytes : null;
  } finally {
    closeSync(file);
  }
}

/** Gives the SHA-256 of what was written, taken while the disk flushes. */
async function writeWhole(path, bytes) {
  const file = openSync(path, constants.O_CREAT | constants.O_EXCL | constants.O_RDWR | noFollow);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, at);
    const flushed = flush(file);
    flushed.catch(() => undefined);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    await flushed;
    return sha256;
  } finally {
    closeSync(file);
  }
}
