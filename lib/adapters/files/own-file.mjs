// Opens and looks at files behind a share, never through a link.
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { lstat, open, rename, stat } from "node:fs/promises";
import { partsOf } from "./file-parts.mjs";

/** What is refused, by a code that the console has words for (share-worker.ts). */
export class Refusal extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** A link leads out of the share, to whatever it likes: it is not followed. Windows has no O_NOFOLLOW; there only the look counts. */
export async function openOwn(path, flags) {
  const found = await lstatOrNull(path);
  if (found?.isSymbolicLink()) throw new Refusal("link", `${path} is a link`);
  try {
    return await open(path, flags | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    if (error.code === "ELOOP") throw new Refusal("link", `${path} is a link`);
    throw error;
  }
}

export async function lstatOrNull(path, options) {
  try {
    return await lstat(path, options);
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

export async function statOrNull(path) {
  try {
    return await stat(path, { bigint: true });
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

/** SHA-256 and length of a file. */
export async function sha({ path }, progress) {
  const handle = await openOwn(path, constants.O_RDONLY);
  try {
    const hash = createHash("sha256");
    let sizeBytes = 0;
    for await (const { position, part } of partsOf(handle, Number((await handle.stat()).size))) {
      hash.update(part);
      sizeBytes = position + part.length;
      progress(sizeBytes);
    }
    return { sha256: hash.digest("hex"), sizeBytes: BigInt(sizeBytes) };
  } finally {
    await handle.close();
  }
}

/** Gives a file another name that nothing has. */
export async function setAside(targetPath, asidePath) {
  if ((await statOrNull(asidePath)) !== null) throw new Refusal("exists", "the name for the old file is taken");
  await rename(targetPath, asidePath);
}
