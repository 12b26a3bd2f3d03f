import type { Clock } from "./clock.ts";
import type { FileInfo, FileStore } from "./disk.ts";

type File = { readonly bytes: Uint8Array; readonly modifiedAtMs: number };
const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));
const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Files in memory, for tests on a virtual clock. */
export class MemoryStore implements FileStore {
  readonly #clock: Clock;
  /** Files by folder and name. */
  readonly #folders = new Map<string, Map<string, File>>([["", new Map()]]);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  read(path: string): Uint8Array | null {
    return this.#folders.get(folderOf(path))?.get(nameOf(path))?.bytes ?? null;
  }

  write(path: string, bytes: Uint8Array): void {
    const file = { bytes: Uint8Array.from(bytes), modifiedAtMs: this.#clock.now().getTime() };
    this.#folder(folderOf(path)).set(nameOf(path), file);
  }

  rename(from: string, to: string): void {
    const own = this.#folders.get(folderOf(from));
    const file = own?.get(nameOf(from));
    if (own && file) {
      own.delete(nameOf(from));
      this.#folder(folderOf(to)).set(nameOf(to), file);
    }
    for (const [path, files] of [...this.#folders]) {
      if (path !== from && !path.startsWith(`${from}/`)) continue;
      this.#folders.delete(path);
      this.makeFolder(folderOf(to));
      this.#folders.set(to + path.slice(from.length), files);
    }
  }

  remove(path: string): void {
    this.#folders.get(folderOf(path))?.delete(nameOf(path));
    for (const key of [...this.#folders.keys()])
      if (key === path || key.startsWith(`${path}/`)) this.#folders.delete(key);
  }

  makeFolder(path: string): void {
    this.#folder(path);
  }

  isFolder(path: string): boolean {
    return this.#folders.has(path);
  }

  list(path: string): readonly FileInfo[] {
    const files = [...(this.#folders.get(path) ?? [])].map(([name, file]) => ({
      name,
      directory: false,
      sizeBytes: file.bytes.length,
      modifiedAtMs: file.modifiedAtMs,
    }));
    const folders = [...this.#folders.keys()]
      .filter((key) => key !== path && folderOf(key) === path)
      .map((key) => ({ name: nameOf(key), directory: true, sizeBytes: 0, modifiedAtMs: 0 }));
    return [...folders, ...files];
  }

  /** The folder's files; it and those above it are made when they are missing. */
  #folder(path: string): Map<string, File> {
    const known = this.#folders.get(path);
    if (known) return known;
    const made = new Map<string, File>();
    this.#folders.set(path, made);
    if (path.includes("/")) this.#folder(folderOf(path));
    return made;
  }
}
