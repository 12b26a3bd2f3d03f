// Works on one folder behind a share. It may hang at any call; its parent then kills it (architecture 5.10).
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { lstat, open, readdir, rename, stat, truncate, unlink } from "node:fs/promises";
import { join } from "node:path";
import { chunkBytes, partsOf, readFully, writeFrom } from "./file-parts.mjs";
import { copySmall } from "./small-copy.mjs";

class Refusal extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** A link leads out of the share, to whatever it likes: it is not followed. Windows has no O_NOFOLLOW; there only the look counts. */
async function openOwn(path, flags) {
  const found = await lstatOrNull(path);
  if (found?.isSymbolicLink()) throw new Refusal("link", `${path} is a link`);
  try {
    return await open(path, flags | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    if (error.code === "ELOOP") throw new Refusal("link", `${path} is a link`);
    throw error;
  }
}

async function lstatOrNull(path, options) {
  try {
    return await lstat(path, options);
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

async function list({ folder }) {
  const entries = await readdir(folder, { withFileTypes: true });
  return entriesOf(
    folder,
    entries.filter((entry) => entry.isFile()).map(({ name }) => name),
  );
}

/** A folder that is not there must not look like one without the file. */
async function find({ folder, names }) {
  await stat(folder);
  return entriesOf(folder, names);
}

async function entriesOf(folder, names) {
  const files = [];
  for (const name of names) {
    const found = await lstatOrNull(join(folder, name), { bigint: true });
    if (!found?.isFile()) continue;
    files.push({ name, sizeBytes: found.size, modifiedAt: new Date(Number(found.mtimeMs)).toISOString() });
  }
  return files;
}

async function statOrNull(path) {
  try {
    return await stat(path, { bigint: true });
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

async function sha({ path }, progress) {
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

async function copyInto(source, { partialPath, size, from }, progress) {
  if (from > 0) await truncate(partialPath, from); // `matchingPrefix` has seen that it is no link
  const afresh = from > 0 ? 0 : constants.O_TRUNC;
  const target = await openOwn(partialPath, constants.O_CREAT | constants.O_RDWR | afresh);
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
      progress(reached);
    }
    if (reached < size) throw new Refusal("truncated", `the source ends after ${reached} of ${size} bytes`);
    await target.sync();
    return hash.digest("hex");
  } finally {
    await target.close();
  }
}

/** With `asidePath`, a differing file of the target's name is renamed first, when its successor is whole and proven. */
async function copy(input, progress) {
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
    const sha256 = await copyInto(source, { partialPath, size, from }, progress);
    const after = await source.stat({ bigint: true });
    if (after.size !== before.size || after.mtimeNs !== before.mtimeNs)
      throw new Refusal("changed", "the source changed while it was read");
    const back = await sha({ path: partialPath }, progress);
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

async function setAside(targetPath, asidePath) {
  if ((await statOrNull(asidePath)) !== null) throw new Refusal("exists", "the name for the old file is taken");
  await rename(targetPath, asidePath);
}

/** Log shipping takes any file of this name: what is of no more use to it gets another name, and stays. */
async function setAsideAll({ folder, suffix }, progress) {
  const files = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isFile() || !/^mgc_\d{14}\.(trn|wrk)$/i.test(entry.name)) continue;
    await setAside(join(folder, entry.name), join(folder, `${entry.name}${suffix}`));
    files.push(entry.name);
    progress(files.length);
  }
  return { files };
}

const verbs = { list, find, sha, copy, setAsideAll };

process.on("message", async ({ id, verb, input }) => {
  let told = 0;
  const progress = (bytes) => {
    const now = Date.now();
    if (now - told < 500) return;
    told = now;
    process.send({ id, kind: "progress", bytes });
  };
  try {
    process.send({ id, kind: "answer", value: await verbs[verb](input, progress) });
  } catch (error) {
    process.send({ id, kind: "failure", code: String(error.code ?? ""), message: String(error.message) });
  }
});
// A console that is gone needs no answers; a hung call must not keep this process.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
