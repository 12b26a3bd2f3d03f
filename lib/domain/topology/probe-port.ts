import type { FileEntry, ShellPort, SqlPort } from "#lib/domain/ports.ts";
import type { Instance } from "./pool.ts";

/** An instance that is asked before it belongs to a pool. `name` is what the question calls it. */
export type Asked = Pick<Instance, "name" | "host" | "port" | "encrypt" | "trustServerCertificate"> & {
  readonly credential: string;
};

export type ProbeShell = {
  readonly executable: string;
  readonly arguments: readonly string[];
  readonly module: "Lync" | "SkypeForBusiness";
};

/** Lines that are opened to ask and closed again; nothing of it may change a server. */
export type Probe = {
  readonly read: SqlPort["read"];
  /** Null: no management shell was named. */
  readonly shell: Pick<ShellPort, "invoke"> | null;
  /** What the console sees in a folder, by its key. @throws StepError */
  readonly list: (key: string) => Promise<readonly FileEntry[]>;
  readonly close: () => Promise<void>;
};

/** Reaches servers that no saved topology names: for discovery and for tests of connections. */
export interface ProbePort {
  open(what: {
    readonly instances: readonly Asked[];
    /** Path on the console's side, by key. */
    readonly folders: Readonly<Record<string, string>>;
    readonly shell: ProbeShell | null;
  }): Probe;
  /** As `NetPort.connect`. @throws StepError */
  connect(host: string, port: number): Promise<number>;
}
