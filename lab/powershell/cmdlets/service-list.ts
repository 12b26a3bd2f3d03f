import { notFound } from "#lab/powershell/failure.ts";
import type { CmdletObject } from "#lab/powershell/reply.ts";
import { isSame } from "#lab/world/is-same.ts";
import type { LyncWorld } from "#lab/world/lync.ts";
import type { SqlStore } from "#lab/world/lync-topology.ts";
import { inactiveServers } from "./active-servers.ts";
import type { Cmdlet } from "./cmdlet.ts";
import { poolIdentity } from "./identity.ts";
import { requireManagementStore } from "./management-store.ts";

export const getService: Cmdlet = ({ world, bound }) => {
  requireManagementStore(world);
  const all = [...chatService(world), ...registrars(world), ...centralManagement(world), ...databases(world)];
  const role = bound.set === "Filter" || bound.set === "Identity" ? null : bound.set;
  const wanted = role === null || bound.values.get(role) !== true ? all : all.filter((one) => one.Role === role);
  const identity = bound.values.get("Identity");
  const poolFqdn = bound.values.get("PoolFqdn");
  const found = wanted
    .filter((one) => identity === undefined || isSame(String(one.Identity), String(identity).replace(/^service:/i, "")))
    .filter((one) => poolFqdn === undefined || isSame(String(one.PoolFqdn), String(poolFqdn)));
  if (identity !== undefined && found.length === 0) throw notFound("service", String(identity));
  return found;
};

const databaseIdentity = (role: string, of: SqlStore) => `${role}:${of.fqdn}`;

function chatService(world: LyncWorld): CmdletObject[] {
  const { topology, state } = world;
  const { primary, mirror, backup, backupMirror } = topology.stores;
  return [
    {
      Identity: poolIdentity(world),
      Registrar: `Registrar:${topology.nextHopPool}`,
      FileStore: "FileStore:fsto01.contoso.local",
      PersistentChatDatabase: databaseIdentity("PersistentChatDatabase", primary),
      MirrorPersistentChatDatabase: databaseIdentity("PersistentChatDatabase", mirror),
      BackupPersistentChatDatabase: databaseIdentity("PersistentChatDatabase", backup),
      BackupMirrorPersistentChatDatabase: databaseIdentity("PersistentChatDatabase", backupMirror),
      PersistentChatComplianceDatabase: databaseIdentity("PersistentChatComplianceDatabase", primary),
      MirrorPersistentChatComplianceDatabase: databaseIdentity("PersistentChatComplianceDatabase", mirror),
      BackupPersistentChatComplianceDatabase: databaseIdentity("PersistentChatComplianceDatabase", backup),
      BackupMirrorPersistentChatComplianceDatabase: databaseIdentity("PersistentChatComplianceDatabase", backupMirror),
      MtlsPort: 5041,
      DisplayName: topology.poolFqdn.split(".")[0],
      ActiveServers: state.settings.activeServers,
      InactiveServers: inactiveServers(world),
      DependentServiceList: [],
      ServiceId: "1-PersistentChatServer-1",
      SiteId: `Site:${topology.siteNames.home}`,
      PoolFqdn: topology.poolFqdn,
      Version: topology.product === "Lync" ? 6 : 7,
      Role: "PersistentChatServer",
    },
  ];
}

function registrars({ topology }: LyncWorld): CmdletObject[] {
  return topology.frontEnds.map((one) => ({
    Identity: `Registrar:${one.poolFqdn}`,
    SipPort: 5061,
    ServiceId: `1-Registrar-${one.site}`,
    SiteId: `Site:${topology.siteNames[one.site]}`,
    PoolFqdn: one.poolFqdn,
    Version: topology.product === "Lync" ? 6 : 7,
    Role: "Registrar",
  }));
}

function centralManagement({ topology }: LyncWorld): CmdletObject[] {
  const master = topology.frontEnds.find((one) => one.fqdn === topology.managementMaster.fqdn);
  const poolFqdn = master?.poolFqdn ?? topology.managementMaster.fqdn;
  return [
    {
      Identity: `CentralManagement:${poolFqdn}`,
      SiteId: `Site:${topology.siteNames[topology.managementMaster.site]}`,
      PoolFqdn: poolFqdn,
      Role: "CentralManagement",
    },
  ];
}

function databases({ topology }: LyncWorld): CmdletObject[] {
  return Object.values(topology.stores).flatMap((of) =>
    ["PersistentChatDatabase", "PersistentChatComplianceDatabase"].map((role) => ({
      Identity: databaseIdentity(role, of),
      SqlInstanceName: of.instanceName,
      SiteId: `Site:${topology.siteNames[of.site]}`,
      PoolFqdn: of.fqdn,
      Role: role,
    })),
  );
}
