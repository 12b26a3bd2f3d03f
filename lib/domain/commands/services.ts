import type { PowerShellCommand } from "./command.ts";

/** Stops one service by its own name on one server; never without a name, because that would stop the replica service too (dba-notes 19). Safe to call twice. */
export function stopService(server: string, service: string): PowerShellCommand {
  return {
    kind: "powershell",
    target: "management shell",
    text: "Stop-CsWindowsService",
    parameters: { ComputerName: server, Name: service, Confirm: false },
    deadlineMs: 5 * 60_000,
  };
}

/** Clears the list of active servers: nobody may connect anew. It is no stop of those who are connected (trap T6). Safe to call twice. */
export function clearActiveServers(identity: string | undefined): PowerShellCommand {
  const at = identity === undefined ? {} : { Identity: identity };
  return {
    kind: "powershell",
    target: "management shell",
    text: "Set-CsPersistentChatActiveServer",
    parameters: { ...at, ActiveServers: null, Confirm: false },
    deadlineMs: 3 * 60_000,
  };
}

/** Windows PowerShell's own cmdlet: no Cs cmdlet says how a service starts. Reads only. */
export function getServiceStart(server: string, service: string): PowerShellCommand {
  return {
    kind: "powershell",
    target: "management shell",
    text: "Get-Service",
    parameters: { ComputerName: [server], Name: service },
    deadlineMs: 60_000,
  };
}

/** Sets how a service starts (Automatic, Manual, Disabled); one that runs goes on. dba-notes 19. Safe to call twice. */
export function setServiceStart(server: string, service: string, startType: string): PowerShellCommand {
  return {
    kind: "powershell",
    target: "management shell",
    text: "Set-Service",
    parameters: { ComputerName: [server], Name: service, StartupType: startType, Confirm: false },
    deadlineMs: 3 * 60_000,
  };
}
