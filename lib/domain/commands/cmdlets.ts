import type { CommandValue, PowerShellCommand } from "./command.ts";

const minute = 60_000;

function cmdlet(
  text: string,
  parameters: Readonly<Record<string, CommandValue>>,
  deadlineMs: number,
): PowerShellCommand {
  return { kind: "powershell", target: "management shell", text, parameters, deadlineMs };
}

/** Failover step 5. The identity is the one that Get-CsPersistentChatState answered (trap T1). */
export function setPersistentChatState(identity: string, poolState: "Normal" | "FailedOver"): PowerShellCommand {
  return cmdlet("Set-CsPersistentChatState", { Identity: identity, PoolState: poolState, Confirm: false }, 3 * minute);
}

/** The same, changing nothing: says whether the pool can be switched at all under this account. */
export function whatIfPersistentChatState(identity: string): PowerShellCommand {
  return cmdlet("Set-CsPersistentChatState", { Identity: identity, PoolState: "FailedOver", WhatIf: true }, minute);
}

/** Failover step 7. `Replace` states the whole list; the identity is left out unless the pool file gives one (trap T2). */
export function setActiveServers(servers: readonly string[], identity: string | undefined): PowerShellCommand {
  const at = identity === undefined ? {} : { Identity: identity };
  return cmdlet(
    "Set-CsPersistentChatActiveServer",
    { ...at, ActiveServers: { Replace: servers }, Confirm: false },
    3 * minute,
  );
}

/** The same, changing nothing. */
export function whatIfActiveServers(servers: readonly string[], identity: string | undefined): PowerShellCommand {
  const at = identity === undefined ? {} : { Identity: identity };
  return cmdlet(
    "Set-CsPersistentChatActiveServer",
    { ...at, ActiveServers: { Replace: servers }, WhatIf: true },
    minute,
  );
}

/** Forces a full replication of the Central Management store; returns before it has happened. */
export function replicateManagementStore(): PowerShellCommand {
  return cmdlet("Invoke-CsManagementStoreReplication", {}, minute);
}

/** Failover step 6, with the type always given: without it every database of the instance is mirrored (dba-notes 29). */
export function installMirror(at: {
  /** Left out: `mgc`. */
  readonly type?: "PersistentChat" | "PersistentChatCompliance";
  readonly sqlFqdn: string;
  readonly sqlInstance: string;
  readonly share: string;
  /** Drops what the mirror still holds; only after its content was looked at and kept where it opened. */
  readonly dropExisting?: boolean;
}): PowerShellCommand {
  return cmdlet(
    "Install-CsMirrorDatabase",
    {
      DatabaseType: at.type ?? "PersistentChat",
      SqlServerFqdn: at.sqlFqdn,
      ...(at.sqlInstance === "" ? {} : { SqlInstanceName: at.sqlInstance }),
      FileShare: at.share,
      ...(at.dropExisting === true ? { DropExistingDatabasesOnMirror: true } : {}),
      Confirm: false,
    },
    120 * minute,
  );
}

/** Mirror failover inside the site. */
export function failOverMirror(poolFqdn: string, newPrincipal: "Mirror" | "Primary"): PowerShellCommand {
  return cmdlet(
    "Invoke-CsDatabaseFailover",
    { PoolFqdn: poolFqdn, DatabaseType: "PersistentChat", NewPrincipal: newPrincipal, Confirm: false },
    10 * minute,
  );
}

/** Two test users, one room: the product's own proof that chat works. `registrar` must live. persistent-chat.md C.18. */
export function sendTestMessage(at: {
  readonly sender: string;
  readonly receiver: string;
  readonly registrar: string;
  readonly chatRoomUri?: string | undefined;
}): PowerShellCommand {
  const room = at.chatRoomUri === undefined ? {} : { ChatRoomUri: at.chatRoomUri };
  return cmdlet(
    "Test-CsPersistentChatMessage",
    { TargetFqdn: at.registrar, SenderSipAddress: at.sender, ReceiverSipAddress: at.receiver, ...room },
    3 * minute,
  );
}

/** Starts one service by its own name on one server. */
export function startService(server: string, service: string): PowerShellCommand {
  return cmdlet("Start-CsWindowsService", { ComputerName: server, Name: service, Confirm: false }, 5 * minute);
}

/** The same, changing nothing. */
export function whatIfStartService(server: string, service: string): PowerShellCommand {
  return cmdlet("Start-CsWindowsService", { ComputerName: server, Name: service, WhatIf: true }, minute);
}

export const getPersistentChatState = (): PowerShellCommand => cmdlet("Get-CsPersistentChatState", {}, minute);
export const getPersistentChatService = (): PowerShellCommand =>
  cmdlet("Get-CsService", { PersistentChatServer: true }, minute);
export const getReplicas = (): PowerShellCommand => cmdlet("Get-CsManagementStoreReplicationStatus", {}, minute);
export const getManagementStore = (): PowerShellCommand =>
  cmdlet("Get-CsManagementStoreReplicationStatus", { CentralManagementStoreStatus: true }, minute);
export const getWindowsServices = (server: string): PowerShellCommand =>
  cmdlet("Get-CsWindowsService", { ComputerName: server }, minute);
