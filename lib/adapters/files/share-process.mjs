// Works on one folder behind a share. It may hang at any call; its parent then kills it (architecture 5.10).
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { copy } from "./copy-file.mjs";
import { lstatOrNull, setAside, sha } from "./own-file.mjs";

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
