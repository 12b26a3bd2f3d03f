import { CmdletFailure } from "#lab/powershell/failure.ts";
import { isSame } from "#lab/world/is-same.ts";
import type { LyncWorld } from "#lab/world/lync.ts";
import type { WindowsService } from "#lab/world/lync-state.ts";
import type { Cmdlet } from "./cmdlet.ts";

/** Windows PowerShell's own Get-Service: the one that shows how a service starts. */
export const getService: Cmdlet = ({ world, bound }) =>
  computers(world, bound.values).flatMap((computer) => {
    const name = bound.values.get("Name");
    const all = servicesOn(world, computer);
    const found = name === undefined ? all : [needed(all, computer, String(name))];
    return found.map((service) => ({
      Name: service.name,
      DisplayName: service.displayName,
      Status: service.status,
      StartType: service.startType,
      MachineName: computer,
    }));
  });

/** Windows PowerShell's own Set-Service: no Cs cmdlet changes a start-up type. */
export const setService: Cmdlet = ({ world, bound, shouldProcess }) => {
  for (const computer of computers(world, bound.values)) {
    const service = needed(servicesOn(world, computer), computer, String(bound.values.get("Name")));
    if (!shouldProcess(`${service.displayName} (${service.name})`)) continue;
    const startType = bound.values.get("StartupType");
    if (startType !== undefined) service.startType = startType as WindowsService["startType"];
  }
  return [];
};

function computers(world: LyncWorld, values: ReadonlyMap<string, unknown>): readonly string[] {
  const given = values.get("ComputerName");
  const names = Array.isArray(given) ? given.map(String) : [world.topology.shellComputer.fqdn];
  return names.map((name) => Object.keys(world.state.services).find((one) => isSame(one, name)) ?? name);
}

function servicesOn(world: LyncWorld, computer: string): readonly WindowsService[] {
  const services = world.state.services[computer];
  if (services !== undefined && world.isReachable(computer)) return services;
  throw new CmdletFailure(
    `Cannot open Service Control Manager on computer '${computer}'. This operation might require other privileges.`,
    "System.InvalidOperationException",
    "InvalidOperation",
  );
}

function needed(services: readonly WindowsService[], computer: string, name: string): WindowsService {
  const found = services.find((one) => isSame(one.name, name));
  if (found) return found;
  throw new CmdletFailure(
    `Service ${name} was not found on computer '${computer}'.`,
    "InvalidOperationException",
    "ObjectNotFound",
  );
}
