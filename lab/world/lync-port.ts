/** What the world asks of Lync: who a chat server believes is active, and whether its service runs. */
export type Seen = { readonly poolState: "Normal" | "FailedOver"; readonly activeServers: readonly string[] };

export interface LyncPort {
  /** By the replica of the topology that the server itself holds. */
  seenBy(fqdn: string): Seen;
  serviceRunning(fqdn: string): boolean;
  tick?(now: Date): void;
  /** Kept in world.json; given back to the maker on open. */
  saved?(): unknown;
}
