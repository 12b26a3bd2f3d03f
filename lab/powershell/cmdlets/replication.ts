import { notFound } from "#lab/powershell/failure.ts";
import { isSame } from "#lab/world/is-same.ts";
import type { LyncWorld } from "#lab/world/lync.ts";
import { isUpToDate } from "#lab/world/lync-replication.ts";
import type { Replica } from "#lab/world/lync-state.ts";
import type { Cmdlet } from "./cmdlet.ts";
import { requireManagementStore } from "./management-store.ts";

const iso = (ms: number) => new Date(ms).toISOString();

export const getManagementStoreReplicationStatus: Cmdlet = ({ world, bound }) => {
  if (bound.values.get("CentralManagementStoreStatus") === true) return [storeStatus(world)];
  requireManagementStore(world);
  return chosen(world, bound.values.get("ReplicaFqdn")).map((replica) => ({
    UpToDate: isUpToDate(world.state, replica),
    ReplicaFqdn: replica.fqdn,
    LastStatusReport: iso(replica.lastStatusReportMs),
    LastUpdateCreation: iso(replica.lastUpdateCreationMs),
    ProductVersion: world.topology.product === "Lync" ? "5.0.8308.0" : "6.0.9319.0",
  }));
};

export const invokeManagementStoreReplication: Cmdlet = ({ world, bound, comesTo }) => {
  requireManagementStore(world);
  for (const replica of comesTo(chosen(world, bound.values.get("ReplicaFqdn")))) {
    replica.isForced = true;
    replica.dueAtMs = null;
  }
  return [];
};

function chosen(world: LyncWorld, fqdn: unknown): readonly Replica[] {
  if (fqdn === undefined) return world.state.replicas;
  const found = world.state.replicas.filter((one) => isSame(one.fqdn, String(fqdn)));
  if (found.length === 0) throw notFound("replica", String(fqdn));
  return found;
}

/** A blank master is how the shell says that the Central Management store is not available. */
function storeStatus(world: LyncWorld) {
  const isAlive = world.isManagementStoreAlive();
  const { fqdn } = world.topology.managementMaster;
  return {
    ActiveMasterFqdn: isAlive ? fqdn : null,
    ActiveMasterLastHeartbeat: isAlive ? iso(world.state.nowMs) : null,
    ActiveFileTransferAgents: isAlive ? [fqdn] : [],
    ActiveReplicas: world.state.replicas.map((one) => one.fqdn),
    DeletedReplicas: [],
  };
}
