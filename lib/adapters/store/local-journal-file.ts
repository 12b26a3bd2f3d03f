import { type FileHandle, mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { AppError } from "#lib/domain/errors.ts";
import type { LocalJournalPort } from "#lib/domain/local-journal-port.ts";

/** Room kept on the disk, so that a disk filled by something else leaves space for a run's remaining events. Bytes. */
const reservedBytes = 1024 * 1024;
const blank = (bytes: number) => Buffer.alloc(bytes, "\n");

/**
 * The local journal as a file that is laid out beforehand with empty lines; a line is on the disk (fsync) before `append`
 * resolves. A last line that was cut off does not parse and is left out, as nothing was sent on its account.
 */
export async function localJournalFile(path: string, now: () => Date): Promise<LocalJournalPort> {
  // Where the next line goes, and how far an attempt that failed may have written.
  const state = { end: 0, dirty: 0 };
  await guarded("made", path, async () => {
    await mkdir(dirname(path), { recursive: true });
    await layOut(path);
  });
  return {
    read: () =>
      guarded("read", path, async () => {
        const lines = await linesOf(path);
        state.end = lines.reduce((end, line) => end + Buffer.byteLength(line) + 1, 0);
        return lines;
      }),
    append: (line) =>
      guarded("written", path, async () => {
        const bytes = Buffer.from(`${line}\n`);
        const left = Math.max(0, state.dirty - state.end - bytes.length);
        state.dirty = Math.max(state.dirty, state.end + bytes.length);
        await withFile(path, async (file) => {
          await writeAll(file, Buffer.concat([bytes, blank(left)]), state.end);
          await file.sync();
        });
        state.end += bytes.length;
      }),
    putAside: () =>
      guarded("put aside", path, async () => {
        await rename(path, `${path}.${now().toISOString().replaceAll(":", "-")}`);
        Object.assign(state, { end: 0, dirty: 0 });
        await layOut(path);
      }),
  };
}

/** Makes the file as long as its reserve, in empty lines; what it holds stays. */
async function layOut(path: string): Promise<void> {
  await (await open(path, "a")).close();
  await withFile(path, async (file) => {
    const { size } = await file.stat();
    if (size < reservedBytes) await writeAll(file, blank(reservedBytes - size), size);
    await file.sync();
  });
}

/** Every line that is not empty, without a last one that was cut off. */
async function linesOf(path: string): Promise<readonly string[]> {
  const lines = (await readFile(path, "utf8")).split("\n").filter((line) => line !== "");
  return isWhole(lines.at(-1) ?? "{}") ? lines : lines.slice(0, -1);
}

function isWhole(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; )
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
}

async function withFile(path: string, work: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, "r+");
  try {
    await work(file);
  } finally {
    await file.close();
  }
}

async function guarded<T>(what: string, path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (e) {
    const detail = e instanceof Error ? e.message : String(e);
    throw new AppError("store-failed", `the local journal ${path} could not be ${what}: ${detail}`, { cause: e });
  }
}
