import type { PowerShellCommand } from "#lib/domain/commands/command.ts";
import { AppError, StepError } from "#lib/domain/errors.ts";
import type { ShellPort } from "#lib/domain/ports.ts";
import { setOf } from "./failback-backups.ts";
import { swapRoles } from "./failback-effects.ts";
import { type FailbackWorld, homeServers, otherMirror, otherServers, witnessAddress } from "./failback-world.ts";
import { home, pool, target } from "./fake-pool.ts";
import { fakeCarrier } from "./fake-shell.ts";
import { meetFate } from "./fate.ts";

type Rows = readonly Readonly<Record<string, unknown>>[];
const identity = `PersistentChat:${pool.fqdn}`;

/** For tests: the management shell of a pool that fails back. */
export function failbackShell(world: FailbackWorld): ShellPort {
  return {
    invoke: async (command, act) => {
      if (command.text.startsWith("Get-")) return answer(world, command);
      const isRehearsed = command.parameters.WhatIf === true;
      // A plan's look; a drill's own acts tell their process.
      if (isRehearsed && !act?.onCarrier) return [];
      await act?.onCarrier?.(fakeCarrier);
      meetFate(world, command, () => (isRehearsed ? undefined : change(world, command)));
      return command.text === "Test-CsPersistentChatMessage" ? [{ Result: world.testResult, Error: "" }] : [];
    },
    quiet: async () => ({ kind: "quiet" }),
    end: async () => ({ kind: "quiet" }),
  };
}

function answer(world: FailbackWorld, command: PowerShellCommand): Rows {
  const now = world.clock.monotonicMs();
  switch (command.text) {
    case "Get-CsPersistentChatState":
      return [{ Identity: identity, PoolState: world.poolState }];
    case "Get-CsService":
      return [
        {
          Identity: identity,
          PoolFqdn: pool.fqdn,
          Registrar: "fe01.contoso.local",
          ActiveServers: world.active,
          InactiveServers: [],
          PersistentChatDatabase: "PersistentChatDatabase:sqlmi01.contoso.local\\PCHAT",
          PersistentChatComplianceDatabase: "PersistentChatComplianceDatabase:sqlmi01.contoso.local",
          BackupPersistentChatComplianceDatabase: "PersistentChatComplianceDatabase:sqlto01.contoso.local",
        },
      ];
    case "Get-CsManagementStoreReplicationStatus":
      if (command.parameters.CentralManagementStoreStatus === true) return [{ ActiveMasterFQDN: "fe01.contoso.local" }];
      return [...homeServers, ...otherServers].map((s) => ({
        ReplicaFqdn: s,
        UpToDate: true,
        LastUpdateCreation: String(world.replicatedAt.filter((t) => t <= now).at(-1)),
      }));
    case "Get-CsWindowsService":
      return [
        ["RTCCHAT", "Persistent Chat"],
        ["RTCCPS", "Persistent Chat Compliance"],
        ["REPLICA", "Replica Replicator Agent"],
      ].map(([Name, title]) => ({
        Name,
        DisplayName: `Skype for Business Server ${title}`,
        Status: world.services.get(`${command.parameters.ComputerName}|${Name}`) ?? "Running",
      }));
    case "Get-Service":
      return [{ StartType: world.startTypes.get(serviceKey(command)) ?? "Automatic" }];
    default:
      throw new AppError("internal", `the fake shell does not know ${command.text}`);
  }
}

/** As Get-Service and Set-Service are told: a list of computers. */
const serviceKey = ({ parameters }: PowerShellCommand) => `${[parameters.ComputerName].flat()[0]}|${parameters.Name}`;

function change(world: FailbackWorld, command: PowerShellCommand): void {
  const { parameters } = command;
  const soon = world.clock.monotonicMs() + 3_000;
  switch (command.text) {
    case "Set-CsPersistentChatState":
      world.poolState = String(parameters.PoolState);
      world.replicatedAt.push(soon);
      return;
    case "Invoke-CsManagementStoreReplication":
      world.replicatedAt.push(soon);
      return;
    case "Set-CsPersistentChatActiveServer": {
      const list = parameters.ActiveServers;
      world.active = typeof list === "object" && list !== null && "Replace" in list ? list.Replace : [];
      world.replicatedAt.push(soon);
      return;
    }
    case "Start-CsWindowsService":
    case "Stop-CsWindowsService":
      if (
        command.text.startsWith("Start") &&
        world.startTypes.get(`${parameters.ComputerName}|${parameters.Name}`) === "Disabled"
      )
        throw new StepError("remote", "the service is disabled (1058)", { effect: "none" });
      if (parameters.Name === undefined) throw new AppError("internal", "a stop without a name would stop the replica");
      world.services.set(
        `${parameters.ComputerName}|${parameters.Name}`,
        command.text.startsWith("Start") ? "Running" : "Stopped",
      );
      return;
    case "Set-Service":
      world.startTypes.set(serviceKey(command), String(parameters.StartupType));
      return;
    case "Install-CsMirrorDatabase":
      if (parameters.DatabaseType === "PersistentChatCompliance") mirrorCompliance(world, command);
      else installMirror(world, parameters.DropExistingDatabasesOnMirror === true);
      return;
    case "Invoke-CsDatabaseFailover":
      failOverPair(world, parameters.NewPrincipal === "Primary" ? home : [home[1], home[0]]);
      return;
    case "Test-CsPersistentChatMessage":
      return;
    default:
      throw new AppError("internal", `the fake shell does not know ${command.text}`);
  }
}

/** Home's mirror takes over; in step only, and only where it is the mirror. */
function failOverPair(world: FailbackWorld, [taking, leaving]: readonly [string, string]): void {
  const [copy, other] = [world.at.get(leaving)?.mgc, world.at.get(taking)?.mgc];
  if (copy?.role !== "PRINCIPAL" || !other || world.clock.monotonicMs() < copy.inStepAt)
    throw new StepError("remote", "no mirror in step", { effect: "none" });
  swapRoles(world, copy, other);
}

/** Of the pair whose first instance the command names; only home's has a witness in the topology. */
function mirrorCompliance(world: FailbackWorld, { parameters }: PowerShellCommand): void {
  const isHome = String(parameters.SqlServerFqdn).startsWith("sqlmi");
  const [principal, mirror] = isHome ? home : [target, otherMirror];
  const [own, copy] = [world.at.get(principal), world.at.get(mirror)];
  if (!own?.mgccomp || !copy) throw new StepError("remote", "no database to mirror", { effect: "none" });
  if (copy.mgccomp && parameters.DropExistingDatabasesOnMirror !== true)
    throw new StepError("remote", "the database exists on the mirror", { effect: "none" });
  const witness = isHome && world.witness.inTopology && world.witness.up ? witnessAddress : null;
  const half = { mirroring: "SYNCHRONIZED", witness };
  Object.assign(own.mgccomp, { role: "PRINCIPAL", partner: mirror, ...half });
  copy.mgccomp = { state: "RESTORING", role: "MIRROR", partner: principal, ...half };
}

/** Principal and mirror as the topology says: both at home, because the command names home's SQL Server. */
function installMirror(world: FailbackWorld, dropExisting: boolean): void {
  const [principal, mirror] = [world.at.get("sqlmi01\\PCHAT"), world.at.get("sqlmi02\\PCHAT")];
  if (!principal?.mgc || !mirror) throw new StepError("remote", "no database to mirror", { effect: "none" });
  if (mirror.mgc && !dropExisting)
    throw new StepError("remote", "the database exists on the mirror", { effect: "none" });
  const inStepAt = world.clock.monotonicMs() + 5_000;
  // The set-up takes a log backup of its own (dba-notes 11): the chain needs it.
  const { mgc } = principal;
  mgc.lsn += 1;
  world.files.set(
    `${pool.folders.mirrorShare.asServer}\\mgc_setup.trn`,
    setOf(mgc, { type: 2, writer: "sqlmi01\\PCHAT" }),
  );
  Object.assign(mgc, { chain: mgc.lsn + 1, lsn: mgc.lsn + 1, before: null });
  const witness = world.witness.inTopology && world.witness.up ? witnessAddress : null;
  Object.assign(principal.mgc, {
    role: "PRINCIPAL",
    mirroring: "SYNCHRONIZING",
    partner: "sqlmi02\\PCHAT",
    witness,
    inStepAt,
  });
  mirror.mgc = {
    ...principal.mgc,
    messages: [...principal.mgc.messages],
    state: "RESTORING",
    role: "MIRROR",
    partner: "sqlmi01\\PCHAT",
  };
}
