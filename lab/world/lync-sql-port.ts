import type { SiteUp } from "./lync-topology.ts";

export type MirrorHalf = {
  readonly role: "PRINCIPAL" | "MIRROR";
  /** As sys.database_mirroring says it: SYNCHRONIZED, SYNCHRONIZING, DISCONNECTED, SUSPENDED. */
  readonly state: string;
  readonly partner: string;
};
export type ChatDatabase = "mgc" | "mgccomp";
export type InstallMirrorOptions = {
  readonly database: ChatDatabase;
  readonly fileShare: string;
  readonly dropExisting: boolean;
};

/**
 * What the Lync side may ask of the rest of the world. Instances are named as @@SERVERNAME names them.
 * A method that changes something throws an Error (with SQL Server's message) when it could not.
 */
export interface LyncSqlPort {
  siteUp(): SiteUp;
  /** state_desc of the database, READ_ONLY for one that is online but takes no writes, or null when the instance does not answer or has no such database. */
  databaseState(instance: string, database: string): string | null;
  mirrorState(instance: string, database: string): MirrorHalf | null;
  /** The product's test message, written by this chat server into the room of that GUID; nothing where the room or an open copy is not there. */
  postTestMessage(fqdn: string, roomGuid: string): void;
  installMirror(principal: string, mirror: string, options: InstallMirrorOptions): void | Promise<void>;
  removeMirror(
    principal: string,
    options: { readonly database: ChatDatabase; readonly dropOnMirror: boolean },
  ): void | Promise<void>;
  /** `force`: go on although the present principal does not answer. */
  failoverMirror(
    newPrincipal: string,
    options: { readonly force: boolean; readonly database: ChatDatabase },
  ): void | Promise<void>;
}
