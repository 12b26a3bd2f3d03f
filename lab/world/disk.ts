export type FileInfo = {
  readonly name: string;
  readonly directory: boolean;
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
};

/** Files by a slash path below one root. Missing = null. */
export interface FileStore {
  read(path: string): Uint8Array | null;
  write(path: string, bytes: Uint8Array): void;
  rename(from: string, to: string): void;
  remove(path: string): void;
  makeFolder(path: string): void;
  isFolder(path: string): boolean;
  list(path: string): readonly FileInfo[];
}

const texts: Readonly<Record<number, string>> = {
  2: "The system cannot find the file specified.",
  3: "The system cannot find the path specified.",
  5: "Access is denied.",
  38: "Reached the end of the file.",
  53: "The network path was not found.",
  112: "There is not enough space on the disk.",
};

/** What Windows would have answered the service account. */
export class DiskError extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`${code}(${texts[code] ?? "Unknown error."})`);
    this.name = "DiskError";
    this.code = code;
  }
}

type At = { readonly host: string; readonly path: string };

/** Server paths (D:\… of a host, UNC) over a FileStore. */
export class Disk {
  readonly store: FileStore;
  /** Set by the faults: no write to this place succeeds. */
  isFull: (at: At) => boolean = () => false;

  /** Set by the faults: it can be read and not changed. */
  isReadOnly: (at: At) => boolean = () => false;

  constructor(store: FileStore) {
    this.store = store;
  }

  static place(at: At): string {
    const parts = at.path
      .replaceAll("/", "\\")
      .split("\\")
      .filter((part) => part !== "");
    if (at.path.startsWith("\\\\")) return ["shares", ...parts].join("/");
    const drive = (parts[0] ?? "").replace(":", "").toUpperCase();
    return ["disks", at.host, drive, ...parts.slice(1)].join("/");
  }

  #checkFolder(at: At): void {
    const place = Disk.place(at);
    const folder = place.slice(0, place.lastIndexOf("/"));
    if (this.store.isFolder(folder)) return;
    const root = place.split("/").slice(0, 3).join("/");
    throw new DiskError(at.path.startsWith("\\\\") && !this.store.isFolder(root) ? 53 : 3);
  }

  read(at: At): Uint8Array {
    const bytes = this.store.read(Disk.place(at));
    if (bytes) return bytes;
    this.#checkFolder(at);
    throw new DiskError(2);
  }

  write(at: At, bytes: Uint8Array): void {
    this.#checkFolder(at);
    if (this.isReadOnly(at)) throw new DiskError(5);
    if (this.isFull(at)) throw new DiskError(112);
    this.store.write(Disk.place(at), bytes);
  }

  exists(at: At): boolean {
    return this.store.read(Disk.place(at)) !== null;
  }

  rename(at: At, to: string): void {
    if (!this.exists(at)) throw new DiskError(2);
    if (this.isReadOnly(at)) throw new DiskError(5);
    this.store.rename(Disk.place(at), Disk.place({ host: at.host, path: to }));
  }

  remove(at: At): void {
    if (this.isReadOnly(at)) throw new DiskError(5);
    this.store.remove(Disk.place(at));
  }

  folderExists(at: At): boolean {
    return this.store.isFolder(Disk.place(at));
  }

  makeFolder(at: At): void {
    this.store.makeFolder(Disk.place(at));
  }

  /** Throws 3 or 53 when the folder is not there. */
  list(at: At): readonly FileInfo[] {
    if (!this.folderExists(at)) {
      this.#checkFolder({ host: at.host, path: `${at.path.replace(/\\+$/, "")}\\x` });
      throw new DiskError(3);
    }
    return this.store.list(Disk.place(at));
  }

  loadWorld(): string | null {
    const bytes = this.store.read("world.json");
    return bytes ? Buffer.from(bytes).toString("utf8") : null;
  }

  saveWorld(text: string): void {
    this.store.write("world.json", Buffer.from(text, "utf8"));
  }

  /** Only what the world itself makes; the pool file and the like stay. */
  clear(): void {
    for (const name of ["disks", "shares", "world.json"]) this.store.remove(name);
  }
}
