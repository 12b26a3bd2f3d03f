import type { SiteUp } from "./lync-topology.ts";

export type MirrorHalf = {
  readonly role: "PRINCIPAL" | "MIRROR";
  /** As sys.database_mirroring says it: SYNCHRONIZED, SYNCHRONIZING, DISCONNECTED, SUSPENDED. */
  readonly state: string;
  readonly partner: string;
};
export type InstallMirrorOptions = { readonly fileShare: string; readonly dropExisting: boolean };

/**
 * What the Lync side may ask of the rest of the world. Instances are named as @@SERVERNAME names them.
 * A method that changes something throws an Error (with SQL Server's message) when it could not.
 */
export interface LyncSqlPort {
  siteUp(): SiteUp;
  /** state_desc of the database, or null when the instance does not answer or has no such database. */
  databaseState(instance: string, database: string): string | null;
  mirrorState(instance: string, database: string): MirrorHalf | null;
  installMirror(principal: string, mirror: string, options: InstallMirrorOptions): void | Promise<void>;
  removeMirror(principal: string): void | Promise<void>;
  failoverMirror(newPrincipal: string): void | Promise<void>;
}
