import { CmdletFailure, invalidOperation, notFound } from "#lab/powershell/failure.ts";
import type { CmdletObject } from "#lab/powershell/reply.ts";
import { isSame } from "#lab/world/is-same.ts";
import type { LyncWorld } from "#lab/world/lync.ts";
import type { WindowsService } from "#lab/world/lync-state.ts";
import type { Cmdlet, CmdletCall } from "./cmdlet.ts";

export const getWindowsService: Cmdlet = ({ world, bound }) => {
  const services = servicesOf(world, computerOf(world, bound.values.get("ComputerName")));
  const name = bound.values.get("Name");
  const found = services.filter((one) => name === undefined || isSame(one.name, String(name)));
  if (name !== undefined && found.length === 0) throw notFound("service", String(name));
  const withLevel = bound.values.get("ExcludeActivityLevel") !== true;
  return found.map((one) => serviceRow(one, withLevel));
};

export const startWindowsService: Cmdlet = (call) => {
  const { world, warn, shouldProcess } = call;
  const computer = targetComputer(call);
  for (const service of call.comesTo(targets(call, computer))) {
    if (!shouldProcess(`${service.name} on ${computer}`)) continue;
    if (service.status === "Running") {
      warn(`Service "${service.name}" on "${computer}" is already running.`);
      continue;
    }
    if (service.startType === "Disabled" || world.faults.has(`service-will-not-start:${computer}`)) {
      throw invalidOperation(
        "StartServiceFailed",
        `Service "${service.name}" cannot be started on computer "${computer}".`,
      );
    }
    service.status = "Running";
  }
  return [];
};

export const stopWindowsService: Cmdlet = (call) => {
  const computer = targetComputer(call);
  for (const service of call.comesTo(targets(call, computer))) {
    if (!call.shouldProcess(`${service.name} on ${computer}`)) continue;
    if (service.status === "Stopped") call.warn(`Service "${service.name}" on "${computer}" is already stopped.`);
    service.status = "Stopped";
  }
  return [];
};

function serviceRow(service: WindowsService, withLevel: boolean): CmdletObject {
  return {
    Status: service.status,
    Name: service.name,
    ...(withLevel ? { ActivityLevel: service.name === "RTCCHAT" && service.status === "Running" ? "0" : "" } : {}),
    DisplayName: service.displayName,
    RoleName: [service.roleName],
  };
}

function targetComputer({ world, bound }: CmdletCall): string {
  const { values } = bound;
  return computerOf(world, values.get("ComputerName") ?? fieldOf(values.get("InputObject"), "ComputerName"));
}

function targets({ world, bound }: CmdletCall, computer: string): readonly WindowsService[] {
  const services = servicesOf(world, computer);
  const name = bound.values.get("Name") ?? fieldOf(bound.values.get("InputObject"), "Name");
  if (name === undefined) return services;
  const found = services.filter((one) => isSame(one.name, String(name)));
  if (found.length === 0) throw notFound("service", String(name));
  return found;
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, field) : undefined;
}

function computerOf(world: LyncWorld, given: unknown): string {
  const name = given === undefined ? world.topology.shellComputer.fqdn : String(given);
  return Object.keys(world.state.services).find((one) => isSame(one, name)) ?? name;
}

function servicesOf(world: LyncWorld, computer: string): readonly WindowsService[] {
  const services = world.state.services[computer];
  if (services !== undefined && world.isReachable(computer)) return services;
  throw new CmdletFailure(
    `Cannot open Service Control Manager on computer "${computer}". This operation might require other privileges. The RPC server is unavailable.`,
    "ComputerUnreachable",
    "ConnectionError",
  );
}
