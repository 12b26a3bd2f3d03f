import type { PowerShellCommand } from "#lib/domain/commands/command.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { ClockPort, ProcessIdentity, ShellPort } from "#lib/domain/ports.ts";
import { chatServers, pool, target } from "./fake-pool.ts";
import type { FakeServers } from "./fake-servers.ts";
import { meetFate } from "./fate.ts";

type Rows = readonly Readonly<Record<string, unknown>>[];
const identity = `PersistentChat:${pool.fqdn}`;

/** The process that carries every cmdlet of the fake shell. */
export const fakeCarrier: ProcessIdentity = { processId: 4711, startedAt: "tick 1", host: "console-host" };

/** For tests: the management shell of the pool. */
export function fakeShell(servers: FakeServers, clock: ClockPort): ShellPort {
  return {
    quiet: async () => ({ kind: "quiet" }),
    end: async () => ({ kind: "quiet" }),
    invoke: async (command, act) => {
      if (command.text.startsWith("Get-")) return answer(servers, clock, command);
      if (command.parameters.WhatIf === true) return [];
      await act?.onCarrier?.(fakeCarrier);
      meetFate(servers, command, () => change(servers, clock, command));
      return command.text === "Test-CsPersistentChatMessage" ? [{ Result: servers.testResult, Error: "" }] : [];
    },
  };
}

function answer(servers: FakeServers, clock: ClockPort, command: PowerShellCommand): Rows {
  switch (command.text) {
    case "Get-CsPersistentChatState":
      return [{ Identity: identity, PoolState: servers.poolState }];
    case "Get-CsService":
      return [
        {
          Identity: identity,
          PoolFqdn: pool.fqdn,
          Registrar: "fe01.contoso.local",
          ActiveServers: servers.active,
          InactiveServers: [],
          BackupPersistentChatDatabase: "PersistentChatDatabase:sqlto01.contoso.local\\PCHAT",
        },
      ];
    case "Get-CsManagementStoreReplicationStatus":
      if (command.parameters.CentralManagementStoreStatus === true) return [{ ActiveMasterFQDN: "fe01.contoso.local" }];
      return chatServers.map((s) => ({
        ReplicaFqdn: s,
        UpToDate: true,
        LastUpdateCreation: String(servers.replicatedAt.filter((t) => t <= clock.monotonicMs()).at(-1)),
      }));
    case "Get-CsWindowsService":
      return [
        {
          Name: "RTCCHAT",
          DisplayName: "Persistent Chat",
          Status: servers.services.get(String(command.parameters.ComputerName)) ?? "Stopped",
        },
      ];
    case "Get-Service":
      return [{ StartType: servers.startTypes.get(computer(command)) ?? "Automatic" }];
    default:
      throw new AppError("internal", `the fake shell does not know ${command.text}`);
  }
}

/** As Get-Service and Set-Service are told: a list of computers. */
const computer = ({ parameters }: PowerShellCommand) => String([parameters.ComputerName].flat()[0]);

function change(servers: FakeServers, clock: ClockPort, command: PowerShellCommand): void {
  const { parameters } = command;
  const soon = clock.monotonicMs() + 3_000;
  switch (command.text) {
    case "Set-CsPersistentChatState":
      servers.poolState = String(parameters.PoolState);
      servers.replicatedAt.push(soon);
      return;
    case "Invoke-CsManagementStoreReplication":
      servers.replicatedAt.push(soon);
      return;
    case "Set-CsPersistentChatActiveServer": {
      const list = parameters.ActiveServers;
      servers.active = typeof list === "object" && list !== null && "Replace" in list ? list.Replace : [];
      servers.replicatedAt.push(soon);
      return;
    }
    case "Stop-CsWindowsService":
      servers.services.set(String(parameters.ComputerName), "Stopped");
      return;
    case "Start-CsWindowsService":
      servers.services.set(String(parameters.ComputerName), "Running");
      return;
    case "Set-Service":
      servers.startTypes.set(computer(command), String(parameters.StartupType));
      return;
    case "Install-CsMirrorDatabase": {
      const db = servers.databases.get(target);
      if (db) Object.assign(db, { role: "PRINCIPAL", mirroring: "SYNCHRONIZING", partner: "sqlto02\\PCHAT" });
      servers.mirrorInStepAt = clock.monotonicMs() + 5_000;
      return;
    }
    case "Test-CsPersistentChatMessage":
      return;
    default:
      throw new AppError("internal", `the fake shell does not know ${command.text}`);
  }
}
