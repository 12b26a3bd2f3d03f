import type { ListModifier } from "#lab/powershell/convert-argument.ts";
import { invalidOperation, notFound } from "#lab/powershell/failure.ts";
import { isSame } from "#lab/world/is-same.ts";
import type { LyncWorld } from "#lab/world/lync.ts";
import type { Cmdlet } from "./cmdlet.ts";
import { requirePool } from "./identity.ts";
import { requireManagementStore } from "./management-store.ts";

/** A pool has at most eight servers, of which at most four are active. */
const MOST_ACTIVE = 4;
/** There is a single list; the pages name it differently (Lync 2013, Skype for Business 2015). */
const listIdentities = ["global", "PChatServerCollection"];

export const setPersistentChatActiveServer: Cmdlet = ({ world, bound, shouldProcess, comesTo }) => {
  requireManagementStore(world);
  const identity = bound.values.get("Identity");
  if (!listIdentities.some((one) => isSame(one, String(identity)))) requirePool(world, identity);
  const activeServers =
    bound.set === "Swap" ? inactiveServers(world) : modified(world, bound.values.get("ActiveServers") as ListModifier);
  if (activeServers.length > MOST_ACTIVE) {
    throw invalidOperation(
      "TooManyActiveServers",
      `The pool "${world.topology.poolFqdn}" would have ${activeServers.length} active servers. At most ${MOST_ACTIVE} servers can be active.`,
    );
  }
  if (shouldProcess(world.topology.poolFqdn)) world.change({ activeServers: comesTo(activeServers) });
  return [];
};

export function inactiveServers(world: LyncWorld): readonly string[] {
  const { activeServers } = world.state.settings;
  return world.topology.chatServers.map((one) => one.fqdn).filter((fqdn) => !activeServers.includes(fqdn));
}

function modified(world: LyncWorld, modifier: ListModifier): readonly string[] {
  const known = (fqdn: string) => {
    const server = world.topology.chatServers.find((one) => isSame(one.fqdn, fqdn));
    if (server === undefined) throw notFound("Persistent Chat Server", fqdn);
    return server.fqdn;
  };
  if (modifier.replace !== null) return [...new Set(modifier.replace.map(known))];
  const removed = new Set(modifier.remove.map(known));
  const kept = world.state.settings.activeServers.filter((fqdn) => !removed.has(fqdn));
  return [...new Set([...kept, ...modifier.add.map(known)])];
}
