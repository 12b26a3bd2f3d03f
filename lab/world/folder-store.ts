import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { FileInfo, FileStore } from "./disk.ts";

function isGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "EISDIR");
}

/** Real files below one folder. A write is complete or absent. */
export class FolderStore implements FileStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  read(path: string): Uint8Array | null {
    try {
      return readFileSync(join(this.#root, path));
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
  }

  write(path: string, bytes: Uint8Array): void {
    const target = join(this.#root, path);
    mkdirSync(dirname(target), { recursive: true });
    const half = `${target}.writing`;
    writeFileSync(half, bytes);
    renameSync(half, target);
  }

  rename(from: string, to: string): void {
    mkdirSync(dirname(join(this.#root, to)), { recursive: true });
    renameSync(join(this.#root, from), join(this.#root, to));
  }

  remove(path: string): void {
    rmSync(join(this.#root, path), { recursive: true, force: true });
  }

  makeFolder(path: string): void {
    mkdirSync(join(this.#root, path), { recursive: true });
  }

  isFolder(path: string): boolean {
    const full = join(this.#root, path);
    return existsSync(full) && statSync(full).isDirectory();
  }

  list(path: string): readonly FileInfo[] {
    return readdirSync(join(this.#root, path), { withFileTypes: true }).flatMap((entry) => {
      const stat = statSync(join(this.#root, path, entry.name), { throwIfNoEntry: false });
      if (!stat) return [];
      return [{ name: entry.name, directory: stat.isDirectory(), sizeBytes: stat.size, modifiedAtMs: stat.mtimeMs }];
    });
  }
}
