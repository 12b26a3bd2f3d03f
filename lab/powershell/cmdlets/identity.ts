import { notFound } from "#lab/powershell/failure.ts";
import { isSame } from "#lab/world/is-same.ts";
import type { LyncWorld } from "#lab/world/lync.ts";

/** The identity as the shell prints it. */
export function poolIdentity(world: LyncWorld): string {
  return `PersistentChatServer:${world.topology.poolFqdn}`;
}

/** Accepts every spelling that Microsoft's own pages use, one of them with a blank after the colon. */
export function requirePool(world: LyncWorld, identity: unknown): void {
  if (identity === undefined) return;
  const text = String(identity);
  const fqdn = text.replace(/^(service:)?\s*(PersistentChatServer:)?\s*/i, "");
  if (!isSame(fqdn, world.topology.poolFqdn)) throw notFound("Persistent Chat pool", text);
}
