// What is written is flushed and read back while more is read and written: the disk works all the time, and little is left at the end.
import { createHash } from "node:crypto";
import { chunkBytes, readFully } from "./file-parts.mjs";

/** So much is flushed at once at least, but for the end: each flush costs the disk a turn. Bytes. */
const flushBytes = 32 * 1024 * 1024;

/**
 * Proves a file while it is written from its beginning on: each part is flushed, then read back and hashed, in order, in one pass behind
 * the writing. `wrote` says how far it is written; `end` flushes and reads back the rest and gives the SHA-256 of all that was
 * read back and the file's length. Both throw what a flush or a read threw. `settled` waits until nothing is under way; it never throws.
 */
export function provenBehind(file, progress) {
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let [written, proven] = [0, 0];
  let failure = null;
  let underWay = null;

  const prove = async (to) => {
    await file.datasync();
    while (proven < to) {
      const part = await readFully(file, buffer.subarray(0, Math.min(chunkBytes, to - proven)), proven);
      if (part.length === 0) throw new Error(`the copy ends after ${proven} of ${to} bytes that were written`);
      hash.update(part);
      proven += part.length;
      progress(proven);
    }
  };
  const proveEnough = async () => {
    while (written - proven >= flushBytes) await prove(written);
  };
  const settled = async () => {
    await underWay;
  };
  const heed = () => {
    if (failure !== null) throw failure;
  };
  return {
    settled,
    wrote: (position) => {
      heed();
      written = position;
      underWay ??= proveEnough()
        .catch((error) => {
          failure = error;
        })
        .then(() => {
          underWay = null;
        });
    },
    end: async () => {
      await settled();
      heed();
      // Also the file's own size and times.
      await file.sync();
      await prove(written);
      const { size } = await file.stat({ bigint: true });
      return { sha256: hash.digest("hex"), sizeBytes: size };
    },
  };
}
