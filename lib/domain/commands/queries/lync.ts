import { z } from "zod";
import type { PowerShellCommand } from "#lib/domain/commands/command.ts";

const DEADLINE_MS = 20_000;

function cmdlet(text: string, parameters: PowerShellCommand["parameters"] = {}): PowerShellCommand {
  return { kind: "powershell", target: "management shell", text, parameters, deadlineMs: DEADLINE_MS };
}

/** Pool states of all Persistent Chat pools. No -Identity: its text differs by installation (trap T1) and is read here. */
export function persistentChatStateQuery(): PowerShellCommand {
  return cmdlet("Get-CsPersistentChatState");
}

/** The chat service: active and inactive servers and its registrar. There is no cmdlet for the active list alone (trap T3). */
export function persistentChatServiceQuery(): PowerShellCommand {
  return cmdlet("Get-CsService", { PersistentChatServer: true });
}

/** Whether each replica has the newest topology; right after a change it may still show the last round. */
export function replicationStatusQuery(): PowerShellCommand {
  return cmdlet("Get-CsManagementStoreReplicationStatus");
}

/** Which server is the active master of the management store. */
export function managementStoreQuery(): PowerShellCommand {
  return cmdlet("Get-CsManagementStoreReplicationStatus", { CentralManagementStoreStatus: true });
}

/** All services of one chat server; the chat service is found by its display name, because no document names it. */
export function windowsServicesQuery(fqdn: string): PowerShellCommand {
  return cmdlet("Get-CsWindowsService", { ComputerName: fqdn, ExcludeActivityLevel: true });
}

// PowerShell's property names have no case; JSON's have.
function row<S extends z.ZodRawShape>(shape: S) {
  return z.preprocess(lowerKeys, z.object(shape));
}

function lowerKeys(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key.toLowerCase(), each]));
}

const names = z.union([
  z.array(z.string()),
  z.string().transform((one) => [one]),
  z.null().transform((): string[] => []),
]);

/** Row of `persistentChatStateQuery`. */
export const persistentChatStateRow = row({ identity: z.string(), poolstate: z.string() });

/** Row of `persistentChatServiceQuery`. */
export const persistentChatServiceRow = row({
  identity: z.string(),
  poolfqdn: z.string().nullish(),
  registrar: z.string().nullish(),
  activeservers: names,
  inactiveservers: names,
});

/** Row of `replicationStatusQuery`. */
export const replicationStatusRow = row({
  replicafqdn: z.string(),
  uptodate: z.boolean(),
  laststatusreport: z.union([z.string(), z.date().transform((d) => d.toISOString())]).nullish(),
});

/** Row of `managementStoreQuery`; a blank master means that the store is not available. */
export const managementStoreRow = row({ activemasterfqdn: z.string().nullish() });

/** Row of `windowsServicesQuery`. */
export const windowsServiceRow = row({ name: z.string(), displayname: z.string().nullish(), status: z.string() });
