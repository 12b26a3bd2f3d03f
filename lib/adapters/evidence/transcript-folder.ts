import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "#lib/domain/errors.ts";
import type { TranscriptFiles } from "#lib/domain/stranded/transcript-files.ts";

/** Transcripts as files of one folder, made when first needed; only this account may read folder and files. */
export function transcriptFolder(folder: string): TranscriptFiles {
  const place = (name: string) => {
    if (!/^[A-Za-z0-9][A-Za-z0-9.-]{0,120}$/.test(name))
      throw new AppError("bad-input", `"${name}" is no name of a transcript: letters, digits, dots and hyphens only`);
    return join(folder, name);
  };
  return {
    save: async (name, text) => {
      const path = place(name);
      const bytes = Buffer.from(text, "utf8");
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const file = await open(path, "wx", 0o600);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await syncFolder(folder);
      } catch (e) {
        throw failed(`write the transcript ${name} into ${folder}`, e);
      }
      return { sizeBytes: bytes.length };
    },
    read: async (name) => {
      const path = place(name);
      try {
        return await readFile(path, "utf8");
      } catch (e) {
        throw failed(`read the transcript ${name} in ${folder}`, e);
      }
    },
  };
}

/** A new name survives a power cut only when its folder was flushed; Windows flushes it with the file and refuses to open folders. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function failed(what: string, e: unknown): AppError {
  const code = (e as { readonly code?: string }).code;
  const said = e instanceof Error ? e.message : String(e);
  if (code === "EEXIST") return new AppError("conflict", `${what}: a file of that name is there already`, { cause: e });
  if (code === "ENOENT") return new AppError("not-found", `${what}: it is not there`, { cause: e });
  return new AppError("store-failed", `${what}: ${said}`, { cause: e });
}
