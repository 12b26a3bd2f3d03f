import { CmdletFailure } from "#lab/powershell/failure.ts";
import type { LyncWorld } from "#lab/world/lync.ts";

/** Every cmdlet that does not ask for -LocalStore needs the Central Management store. */
export function requireManagementStore(world: LyncWorld): void {
  if (world.isManagementStoreAlive()) return;
  throw new CmdletFailure(
    `Cannot open the Central Management store: "${world.topology.managementMaster.fqdn}" does not answer. A network-related or instance-specific error occurred while establishing a connection to SQL Server.`,
    "ManagementStoreUnavailable",
    "ConnectionError",
  );
}
