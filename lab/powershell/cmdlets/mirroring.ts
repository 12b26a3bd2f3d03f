import { invalidOperation, notFound } from "#lab/powershell/failure.ts";
import { isSame } from "#lab/world/is-same.ts";
import type { LyncWorld } from "#lab/world/lync.ts";
import type { ChatDatabase } from "#lab/world/lync-sql-port.ts";
import { instanceNameOf, type SqlStore } from "#lab/world/lync-topology.ts";
import type { Cmdlet } from "./cmdlet.ts";
import { requireManagementStore } from "./management-store.ts";

const databaseNames: Readonly<Record<string, ChatDatabase>> = {
  PersistentChat: "mgc",
  PersistentChatCompliance: "mgccomp",
};

export const installMirrorDatabase: Cmdlet = async ({ world, bound, shouldProcess, comesTo }) => {
  requireManagementStore(world);
  const type = bound.values.get("DatabaseType");
  const databases = type === undefined ? Object.values(databaseNames) : [chatDatabase(type)];
  const principal = storeAt(world, bound.values);
  const fileShare = String(bound.values.get("FileShare"));
  if (!/^\\\\[^\\]+\\[^\\]+/.test(fileShare)) {
    throw invalidOperation("InvalidFileShare", `The file share "${fileShare}" is not a valid UNC path.`);
  }
  const mirror = instanceNameOf(partnerOf(world, principal));
  const dropExisting = bound.values.get("DropExistingDatabasesOnMirror") === true;
  for (const database of comesTo(databases)) {
    if (!shouldProcess(`${database} from ${instanceNameOf(principal)} to ${mirror}`)) continue;
    await world.sql.installMirror(instanceNameOf(principal), mirror, { database, fileShare, dropExisting });
  }
  return [];
};

export const uninstallMirrorDatabase: Cmdlet = async ({ world, bound, shouldProcess }) => {
  requireManagementStore(world);
  const database = chatDatabase(bound.values.get("DatabaseType"));
  const principal = instanceNameOf(storeAt(world, bound.values));
  const dropOnMirror = bound.values.get("DropExistingDatabasesOnMirror") === true;
  if (shouldProcess(`${database} on ${principal}`)) await world.sql.removeMirror(principal, { database, dropOnMirror });
  return [];
};

export const getDatabaseMirrorState: Cmdlet = ({ world, bound }) => {
  if (bound.values.get("LocalStore") !== true) requireManagementStore(world);
  requireChatPool(world, bound.values.get("PoolFqdn"));
  const type = bound.values.get("DatabaseType");
  if (type !== undefined && databaseNames[String(type)] === undefined) return [];
  const [primary, mirror] = pairInUse(world).map(instanceNameOf) as [string, string];
  return Object.entries(databaseNames)
    .filter(([key]) => type === undefined || key === type)
    .map(([, DatabaseName]) => ({ DatabaseName, ...pairState(world, DatabaseName, { primary, mirror }) }));
};

export const invokeDatabaseFailover: Cmdlet = async ({ world, bound, shouldProcess }) => {
  if (bound.values.get("LocalStore") !== true) requireManagementStore(world);
  requireChatPool(world, bound.values.get("PoolFqdn"));
  const database = chatDatabase(bound.values.get("DatabaseType"));
  const [primary, mirror] = pairInUse(world);
  const target = instanceNameOf(bound.values.get("NewPrincipal") === "Mirror" ? mirror : primary);
  if (!shouldProcess(`${database}, new principal ${target}`)) return [];
  const force = bound.values.get("Force") === true;
  const half = world.sql.mirrorState(target, database);
  if (half === null) {
    throw invalidOperation(
      "MirroringNotConfigured",
      `Database "${database}" on "${target}" is not accessible or mirroring is not enabled.`,
    );
  }
  if (half.role !== "PRINCIPAL") await world.sql.failoverMirror(target, { force, database });
  return [];
};

function pairInUse({ topology, state }: LyncWorld): readonly [SqlStore, SqlStore] {
  const { primary, mirror, backup, backupMirror } = topology.stores;
  return state.settings.poolState === "FailedOver" ? [backup, backupMirror] : [primary, mirror];
}

function pairState(world: LyncWorld, database: string, pair: { readonly primary: string; readonly mirror: string }) {
  const inaccessible = "DatabaseInaccessibleOrMirroringNotEnabled";
  const state = (instance: string) => {
    const half = world.sql.mirrorState(instance, database);
    if (half === null) return { role: inaccessible, status: inaccessible };
    return { role: half.role === "PRINCIPAL" ? "Principal" : "Mirror", status: half.state.toLowerCase() };
  };
  const [onPrimary, onMirror] = [state(pair.primary), state(pair.mirror)];
  return {
    StateOnPrimary: onPrimary.role,
    StateOnMirror: onMirror.role,
    MirroringStatusOnPrimary: onPrimary.status,
    MirroringStatusOnMirror: onMirror.status,
  };
}

function requireChatPool(world: LyncWorld, fqdn: unknown): void {
  if (!isSame(String(fqdn), world.topology.poolFqdn)) throw notFound("pool", String(fqdn));
}

/** The two databases of Persistent Chat; the others that a real module mirrors are not in the lab. */
function chatDatabase(type: unknown): ChatDatabase {
  const database = databaseNames[String(type)];
  if (database !== undefined) return database;
  throw invalidOperation(
    "LabDoesNotDoThis",
    `The lab does not do database type "${String(type)}" here; only PersistentChat and PersistentChatCompliance.`,
  );
}

function storeAt(world: LyncWorld, values: ReadonlyMap<string, unknown>): SqlStore {
  const fqdn = String(values.get("SqlServerFqdn"));
  const instance = values.get("SqlInstanceName") ?? values.get("ForInstance") ?? "";
  const found = Object.values(world.topology.stores).find(
    (one) => isSame(one.fqdn, fqdn) && isSame(one.instanceName, String(instance)),
  );
  if (found === undefined) throw notFound("SQL Server store in the topology", `${fqdn}\\${String(instance)}`);
  return found;
}

function partnerOf({ topology }: LyncWorld, principal: SqlStore): SqlStore {
  const { primary, mirror, backup, backupMirror } = topology.stores;
  if (principal === primary) return mirror;
  if (principal === backup) return backupMirror;
  throw invalidOperation(
    "NotThePrimaryStore",
    `"${principal.fqdn}" is defined as a mirror store; name the primary SQL Server of the pair.`,
  );
}
