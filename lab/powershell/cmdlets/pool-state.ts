import { bindingFailure } from "#lab/powershell/failure.ts";
import type { PoolState } from "#lab/world/lync-state.ts";
import type { Cmdlet } from "./cmdlet.ts";
import { poolIdentity, requirePool } from "./identity.ts";
import { requireManagementStore } from "./management-store.ts";

export const getPersistentChatState: Cmdlet = ({ world, bound }) => {
  const isLocal = bound.values.get("LocalStore") === true;
  if (!isLocal) requireManagementStore(world);
  requirePool(world, bound.values.get("Identity"));
  const filter = bound.values.get("Filter");
  const identity = poolIdentity(world);
  if (filter !== undefined && !like(identity, String(filter))) return [];
  const settings = isLocal ? world.seenBy(world.topology.shellComputer.fqdn) : world.state.settings;
  return [{ Identity: identity, PoolState: settings.poolState }];
};

export const setPersistentChatState: Cmdlet = ({ world, bound, shouldProcess }) => {
  requireManagementStore(world);
  requirePool(world, bound.values.get("Identity") ?? identityOf(bound.values.get("Instance")));
  // The documented default of an omitted -PoolState is Normal.
  const poolState = (bound.values.get("PoolState") ?? "Normal") as PoolState;
  if (shouldProcess(poolIdentity(world))) world.change({ poolState });
  return [];
};

function identityOf(instance: unknown): unknown {
  if (instance === undefined) return undefined;
  if (typeof instance === "object" && instance !== null && "Identity" in instance) return instance.Identity;
  throw bindingFailure(
    "CannotConvertArgumentNoMessage",
    "Cannot bind parameter 'Instance'. The object has no Identity.",
  );
}

export function like(text: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "i").test(text);
}
