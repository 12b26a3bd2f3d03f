import type { Clock } from "./clock.ts";
import type { FileInfo, FileStore } from "./disk.ts";

/** Files in memory, for tests on a virtual clock. */
export class MemoryStore implements FileStore {
  readonly #files = new Map<string, { bytes: Uint8Array; modifiedAtMs: number }>();
  readonly #folders = new Set<string>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  read(path: string): Uint8Array | null {
    return this.#files.get(path)?.bytes ?? null;
  }

  write(path: string, bytes: Uint8Array): void {
    if (path.includes("/")) this.makeFolder(path.slice(0, path.lastIndexOf("/")));
    this.#files.set(path, { bytes: Uint8Array.from(bytes), modifiedAtMs: this.#clock.now().getTime() });
  }

  rename(from: string, to: string): void {
    for (const [path, file] of [...this.#files]) {
      if (path !== from && !path.startsWith(`${from}/`)) continue;
      this.#files.delete(path);
      this.#files.set(to + path.slice(from.length), file);
    }
    for (const path of [...this.#folders]) {
      if (path !== from && !path.startsWith(`${from}/`)) continue;
      this.#folders.delete(path);
      this.#folders.add(to + path.slice(from.length));
    }
  }

  remove(path: string): void {
    for (const key of [...this.#files.keys()]) if (key === path || key.startsWith(`${path}/`)) this.#files.delete(key);
    for (const key of [...this.#folders]) if (key === path || key.startsWith(`${path}/`)) this.#folders.delete(key);
  }

  makeFolder(path: string): void {
    const parts = path.split("/");
    for (let i = 1; i <= parts.length; i += 1) this.#folders.add(parts.slice(0, i).join("/"));
  }

  isFolder(path: string): boolean {
    return this.#folders.has(path);
  }

  list(path: string): readonly FileInfo[] {
    const below = `${path}/`;
    const direct = (key: string) => key.startsWith(below) && !key.slice(below.length).includes("/");
    const files = [...this.#files]
      .filter(([key]) => direct(key))
      .map(([key, file]) => ({
        name: key.slice(below.length),
        directory: false,
        sizeBytes: file.bytes.length,
        modifiedAtMs: file.modifiedAtMs,
      }));
    const folders = [...this.#folders].filter(direct).map((key) => ({
      name: key.slice(below.length),
      directory: true,
      sizeBytes: 0,
      modifiedAtMs: 0,
    }));
    return [...folders, ...files];
  }
}
